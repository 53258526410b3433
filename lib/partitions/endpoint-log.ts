import type { SentDelivery } from "@/lib/delivery/types";
import { noteFailure, noteSuccess } from "@/lib/queries/endpoint-health";
import type { Owned } from "./owned";

/** How often the same is written again, and how long after a success a failure is nothing to write down. */
const REPEAT_MS = 60_000;

interface Seen {
  /** Null: not known to this owner. */
  isFailing: boolean | null;
  writtenAtMs: number;
  succeededAtMs: number;
}

/**
 * Writes down since when endpoints fail and when they last took something: at every turn from one to the other, and
 * once a minute. An endpoint that takes some and refuses others is well. What our own shutdown or fault cut short says
 * nothing about the endpoint.
 */
export class EndpointLog {
  private readonly seen = new Map<string, Seen>();

  constructor(
    private readonly owned: Owned,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** What is known of it is written down; the next attempt is noted as if it were the first. */
  forget(subscriptionId: string): void {
    this.seen.delete(subscriptionId);
  }

  note({ delivery: { subscriptionId }, result }: SentDelivery): void {
    if (result.outcome === "interrupted" || result.outcome === "internal") return;
    const isFailing = result.outcome !== "succeeded";
    const atMs = result.startedAtMs;
    const seen = this.seen.get(subscriptionId) ?? this.begin(subscriptionId);
    if (isFailing && atMs - seen.succeededAtMs < REPEAT_MS) return;
    if (!isFailing) seen.succeededAtMs = atMs;
    if (seen.isFailing === isFailing && atMs - seen.writtenAtMs < REPEAT_MS) return;
    seen.isFailing = isFailing;
    seen.writtenAtMs = atMs;
    const write = isFailing ? noteFailure : noteSuccess;
    write(this.owned, subscriptionId, new Date(atMs)).catch((error: unknown) => {
      // Told again by the next attempt.
      seen.isFailing = null;
      this.onError(error);
    });
  }

  private begin(subscriptionId: string): Seen {
    const seen = { isFailing: null, writtenAtMs: Number.NEGATIVE_INFINITY, succeededAtMs: Number.NEGATIVE_INFINITY };
    this.seen.set(subscriptionId, seen);
    return seen;
  }
}
