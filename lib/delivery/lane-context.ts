import type { LaneState } from "@/lib/contracts/lane-state";
import type { Memory } from "./memory";
import type { SendContext } from "./send";
import type { Slots } from "./slots";
import type { TenantGate } from "./tenant-gate";
import type { LaneStore, SentDelivery } from "./types";

/** What all lanes of a partition work with. */
export interface LaneContext extends SendContext {
  store: LaneStore;
  slots: Slots;
  memory: Memory;
  /** False once the partition may be somebody else's: nothing is sent any more. */
  mayAct(): boolean;
  /** After every attempt, before it is recorded. */
  onSent(sent: SentDelivery): void;
  onError(error: unknown, what: string): void;
  /** Call `onTime` of whoever is due at a time (wall clock, milliseconds). */
  wakeAt(timeMs: number): void;
  /** Something ended: slots may be free, the lane may have become quiet. */
  onProgress(): void;
  tenantGate(tenantId: string): TenantGate;
}

/** What others may know of a lane. */
export type LaneView = Omit<LaneState, "windows" | "lastFailure" | "settledPerSecond">;
