import type { WaitingDelivery } from "@/lib/delivery/types";
import { newId } from "@/lib/ids";
import { metrics } from "@/lib/metrics";
import type { QueuedEvent } from "@/lib/queries/read-queued-events";
import { type NewDelivery, routeEvents } from "@/lib/queries/route-events";
import { buildEnvelope, filterEnvelope } from "@/lib/routing/envelope";
import type { Match } from "@/lib/routing/matcher";
import type { Matchers } from "./matchers";
import { type Owned, OwnershipLost } from "./owned";

/** Deliveries of one statement; an event with more goes alone. */
const MAX_DELIVERIES = 2_000;

/** Rows that say of one event that a filter was false; beyond them the answer is computed when somebody asks. */
const MAX_FALSE_ROWS = 100;

interface MatchedEvent {
  event: QueuedEvent;
  routingVersion: number;
  deliveries: NewDelivery[];
  /** Skipped ones without a row. */
  unstored: number;
}

/** An event that the matcher could not take, which is the event's fault and not the database's. */
export class UnroutableEvent extends Error {
  override readonly name = "UnroutableEvent";
  constructor(
    readonly position: number,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/**
 * Matches events, writes their routing and deliveries, and answers the deliveries to be sent, statement by statement:
 * what was routed before a later event fails is not forgotten. Whoever stops asking leaves the rest in the queue.
 * Throws OwnershipLost when the fence is gone, UnroutableEvent when matching fails.
 */
export async function* routeBatch(
  owned: Owned,
  matchers: Matchers,
  events: readonly QueuedEvent[],
): AsyncGenerator<WaitingDelivery[]> {
  let chunk: MatchedEvent[] = [];
  let count = 0;
  for (const event of events) {
    const matched = await matchEvent(event, matchers);
    const { deliveries } = matched;
    if (chunk.length > 0 && count + deliveries.length > MAX_DELIVERIES) {
      yield await routeChunk(owned, chunk);
      chunk = [];
      count = 0;
    }
    chunk.push(matched);
    count += deliveries.length;
  }
  if (chunk.length > 0) yield await routeChunk(owned, chunk);
}

async function matchEvent(event: QueuedEvent, matchers: Matchers): Promise<MatchedEvent> {
  const routing = await matchers.get(event.tenantId, event.routingVersion);
  if (!routing) throw new UnroutableEvent(event.position, new Error("the tenant was deleted"));
  let parsed: { envelope: unknown } | null = null;
  const envelope = () => {
    parsed ??= { envelope: filterEnvelope({ ...event, id: event.eventId }) };
    return parsed.envelope;
  };
  try {
    const matches = routing.matcher.match({ type: event.type, envelope });
    const stored = withoutMostFalse(matches);
    const deliveries = stored.map((match) =>
      toDelivery(event, match, () => routing.orderingKey(match.subscriptionId, envelope)),
    );
    return { event, routingVersion: routing.routingVersion, deliveries, unstored: matches.length - stored.length };
  } catch (error) {
    throw new UnroutableEvent(event.position, error);
  }
}

/** Ten thousand subscriptions whose filters turn an event down do not write ten thousand rows. */
function withoutMostFalse(matches: readonly Match[]): readonly Match[] {
  if (matches.length <= MAX_FALSE_ROWS) return matches;
  let left = MAX_FALSE_ROWS;
  return matches.filter((match) => {
    if (match.result === "matched" || match.reason !== "filter_false") return true;
    left -= 1;
    return left >= 0;
  });
}

function toDelivery(event: QueuedEvent, match: Match, orderingKey: () => string | null): NewDelivery {
  const isMatched = match.result === "matched";
  return {
    id: newId("delivery"),
    position: event.position,
    subscriptionId: match.subscriptionId,
    eventType: event.type,
    correlationId: event.correlationId,
    orderingKey: isMatched ? orderingKey() : null,
    skipReason: isMatched ? null : match.reason,
    skipDetail: isMatched ? null : match.detail,
  };
}

async function routeChunk(owned: Owned, chunk: readonly MatchedEvent[]): Promise<WaitingDelivery[]> {
  const deliveries = chunk.flatMap((matched) => matched.deliveries);
  const routed = await routeEvents({
    partitionId: owned.partitionId,
    epoch: owned.epoch,
    events: chunk.map(({ event, routingVersion, unstored }) => ({
      position: event.position,
      routingVersion,
      unstored,
    })),
    deliveries,
  });
  if (!routed) throw new OwnershipLost(owned);
  countRouted(chunk);
  const numbers = new Map(routed.map((row) => [row.id, row]));
  return chunk.flatMap((matched) => toWaiting(matched, numbers));
}

function toWaiting(
  { event, deliveries }: MatchedEvent,
  numbers: ReadonlyMap<string, { sequence: number | null; eventSequence: number }>,
): WaitingDelivery[] {
  let body: string | null = null;
  const dueAtMs = Date.now();
  return deliveries.flatMap((delivery) => {
    const row = numbers.get(delivery.id);
    if (!row || row.sequence === null) return [];
    body ??= buildEnvelope({ ...event, id: event.eventId, sequence: row.eventSequence });
    return {
      id: delivery.id,
      generation: 1,
      eventId: event.eventId,
      eventType: event.type,
      tenantId: event.tenantId,
      subscriptionId: delivery.subscriptionId,
      correlationId: event.correlationId,
      sequence: row.sequence,
      orderingKey: delivery.orderingKey,
      attemptCount: 0,
      attemptTotal: 0,
      dueAtMs,
      body,
    };
  });
}

function countRouted(chunk: readonly MatchedEvent[]): void {
  const counts = new Map<string, number>();
  for (const { event } of chunk) counts.set(event.tenantId, (counts.get(event.tenantId) ?? 0) + 1);
  for (const [tenantId, count] of counts) metrics().countRouted(tenantId, count);
}
