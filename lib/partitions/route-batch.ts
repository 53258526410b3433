import type { WaitingDelivery } from "@/lib/delivery/types";
import { newId } from "@/lib/ids";
import { metrics } from "@/lib/metrics";
import type { QueuedEvent } from "@/lib/queries/read-queued-events";
import { type NewDelivery, routeEvents } from "@/lib/queries/route-events";
import { buildEnvelope, filterEnvelope } from "@/lib/routing/envelope";
import type { Matchers } from "./matchers";
import { type Owned, OwnershipLost } from "./owned";

/** Deliveries of one statement; an event with more goes alone. */
const MAX_DELIVERIES = 2_000;

interface MatchedEvent {
  event: QueuedEvent;
  deliveries: NewDelivery[];
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
    const deliveries = await matchEvent(event, matchers);
    if (chunk.length > 0 && count + deliveries.length > MAX_DELIVERIES) {
      yield await routeChunk(owned, chunk);
      chunk = [];
      count = 0;
    }
    chunk.push({ event, deliveries });
    count += deliveries.length;
  }
  if (chunk.length > 0) yield await routeChunk(owned, chunk);
}

async function matchEvent(event: QueuedEvent, matchers: Matchers): Promise<NewDelivery[]> {
  const routing = await matchers.get(event.tenantId, event.routingVersion);
  if (!routing) throw new UnroutableEvent(event.position, new Error("the tenant was deleted"));
  let parsed: { envelope: unknown } | null = null;
  const envelope = () => {
    parsed ??= { envelope: filterEnvelope({ ...event, id: event.eventId }) };
    return parsed.envelope;
  };
  try {
    return routing.matcher.match({ type: event.type, envelope }).map((match) => ({
      id: newId("delivery"),
      position: event.position,
      subscriptionId: match.subscriptionId,
      eventType: event.type,
      correlationId: event.correlationId,
      orderingKey: match.result === "matched" ? routing.orderingKey(match.subscriptionId, envelope) : null,
      skipReason: match.result === "skipped" ? match.reason : null,
    }));
  } catch (error) {
    throw new UnroutableEvent(event.position, error);
  }
}

async function routeChunk(owned: Owned, chunk: readonly MatchedEvent[]): Promise<WaitingDelivery[]> {
  const deliveries = chunk.flatMap((matched) => matched.deliveries);
  const routed = await routeEvents({
    partitionId: owned.partitionId,
    epoch: owned.epoch,
    positions: chunk.map(({ event }) => event.position),
    deliveries,
  });
  if (!routed) throw new OwnershipLost(owned);
  for (const { event } of chunk) metrics().countRouted(event.tenantId, 1);
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
