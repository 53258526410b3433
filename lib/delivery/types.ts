import type { Trigger } from "@/lib/contracts/attempt";
import type { RetryPolicy } from "@/lib/contracts/retry-policy";
import type { SubscriptionStatus } from "@/lib/contracts/subscription";
import type { Sender, SendResult } from "@/lib/destinations/types";
import type { Verdict } from "./retry";

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

/** What a lane needs to know of its subscription. */
export interface LaneSettings {
  subscriptionId: string;
  status: SubscriptionStatus | "deleted";
  maxConcurrency: number;
  retryPolicy: RetryPolicy;
  sender: Sender;
}

export interface LaneBacklog {
  subscriptionId: string;
  dueAtMs: number;
}

/** Where deliveries live; the owner's side is lib/partitions/lane-store.ts. */
export interface LaneStore {
  /** Every lane of the partition with waiting deliveries, and when its first is due. */
  listBacklogs(): Promise<LaneBacklog[]>;
  /** Null when the subscription does not exist any more. */
  loadSettings(subscriptionId: string): Promise<LaneSettings | null>;
  /** Due deliveries, oldest first, without those named; `isAll` is false when more are due. */
  readDue(input: {
    subscriptionId: string;
    limit: number;
    except: readonly string[];
  }): Promise<{ deliveries: WaitingDelivery[]; isAll: boolean }>;
  /** When the next of a lane that is not due yet will be; null when there is none. */
  readNextDue(subscriptionId: string): Promise<number | null>;
  /**
   * Durable when it resolves; false when a command (replay, cancel) changed the delivery meanwhile, whose state is
   * then left alone. Rejects when the partition is not ours any more.
   */
  record(sent: SentDelivery): Promise<boolean>;
  /** Takes the waiting deliveries of a lane that must not send out of the queue: paused holds, disabled skips. */
  setAside(subscriptionId: string): Promise<void>;
  /** The endpoint said that it is gone for good. */
  switchOff(subscriptionId: string, reason: "gone"): Promise<void>;
}
