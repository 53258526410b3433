import type { Trigger } from "@/lib/contracts/attempt";
import type { BreakerState } from "@/lib/contracts/breaker";
import type { LaneState } from "@/lib/contracts/lane-state";
import type { RetryPolicy } from "@/lib/contracts/retry-policy";
import type { SubscriptionStatus } from "@/lib/contracts/subscription";
import type { Sender, SendResult } from "@/lib/destinations/types";
import type { Verdict } from "./retry";
import type { TenantLimits } from "./tenant-gate";
import type { Rate } from "./token-bucket";

/** A delivery that waits in memory to be sent. Its row is the truth; this is a copy of what sending needs. */
export interface WaitingDelivery {
  id: string;
  generation: number;
  eventId: string;
  eventType: string;
  tenantId: string;
  subscriptionId: string;
  correlationId: string | null;
  sequence: number;
  /** Deliveries of one key are sent one after the other; null where the subscription keeps no order. */
  orderingKey: string | null;
  attemptCount: number;
  attemptTotal: number;
  dueAtMs: number;
  /** The envelope; the same bytes on every attempt. */
  body: string;
}

/** An attempt that was made, and what it means; only such a thing can be recorded. */
export interface SentDelivery {
  delivery: WaitingDelivery;
  attemptId: string;
  trigger: Trigger;
  result: SendResult;
  queueMs: number;
  verdict: Verdict;
  /** When it is due again; null unless the verdict is pending. */
  dueAtMs: number | null;
}

/** What the owner before told last of a lane's limits. */
export type LeftBehind = Pick<LaneState, "heldUntilMs" | "rateFullAtMs" | "tenantRateFullAtMs">;

/** What a lane needs to know of its subscription. */
export interface LaneSettings {
  subscriptionId: string;
  /** Of the subscription, when the settings were read. */
  version: number;
  status: SubscriptionStatus | "deleted";
  /** Equal for equal destinations; what was learnt about one says nothing about another. */
  destination: string;
  maxConcurrency: number;
  rateLimit: Rate | null;
  /** Null: no order. `onDead`: whether a dead delivery lets the ones behind it pass. */
  ordering: { onDead: "continue" | "block" } | null;
  tenant: { id: string } & TenantLimits;
  breaker: BreakerState;
  leftBehind: LeftBehind | null;
  retryPolicy: RetryPolicy;
  sender: Sender;
}

export interface LaneBacklog {
  subscriptionId: string;
  dueAtMs: number;
}

export interface ReadDueInput {
  subscriptionId: string;
  limit: number;
  /** Ids that are in memory already. */
  except: readonly string[];
  /** Not all of what was read before is in memory or done: this read begins at the beginning. */
  anew: boolean;
  ordering: LaneSettings["ordering"];
}

export interface DueRead {
  /** Oldest first; of an ordered lane only what no failed one of its key stands before. */
  deliveries: WaitingDelivery[];
  /** False when more may be had now. */
  isAll: boolean;
  /** Due deliveries stand behind one that waits for its retry or blocks. */
  isBlocked: boolean;
}

/** Where deliveries live; the owner's side is lib/partitions/lane-store.ts. */
export interface LaneStore {
  /** Every lane of the partition with waiting deliveries, and when its first is due. */
  listBacklogs(): Promise<LaneBacklog[]>;
  /** Null when the subscription does not exist any more. */
  loadSettings(subscriptionId: string): Promise<LaneSettings | null>;
  readDue(input: ReadDueInput): Promise<DueRead>;
  /** When the next of a lane that is not due yet will be; null when there is none. */
  readNextDue(subscriptionId: string): Promise<number | null>;
  /**
   * Durable when it resolves; false when a command (replay, cancel) changed the delivery meanwhile, whose state is
   * then left alone. Rejects when the partition is not ours any more.
   */
  record(sent: SentDelivery): Promise<boolean>;
  /** Takes the waiting deliveries of a lane that must not send out of the queue: paused holds, disabled skips. */
  setAside(subscriptionId: string): Promise<void>;
  /** The subscription keeps an order now: rows that were routed before it did keep one order among themselves. */
  orderWaiting(subscriptionId: string): Promise<void>;
  /** So that the next owner knows. */
  saveBreaker(subscriptionId: string, breaker: BreakerState): Promise<void>;
  /** The endpoint of these settings said that it is gone for good; nothing happens when they were changed meanwhile. */
  switchOff(settings: Pick<LaneSettings, "subscriptionId" | "version">, reason: "gone"): Promise<void>;
}
