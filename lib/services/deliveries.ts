import { toAttemptOut } from "@/lib/contracts/attempt";
import {
  type DeliveryDetailOut,
  type DeliveryOut,
  type DeliveryQuery,
  type DeliveryState,
  toDeliveryOut,
} from "@/lib/contracts/delivery";
import { type RetryPolicy, retryPolicy } from "@/lib/contracts/retry-policy";
import { maxAttempts, retryDelaysMs } from "@/lib/delivery/retry";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/ids";
import * as queries from "@/lib/queries/deliveries";
import { findEvent, findRoutings } from "@/lib/queries/events";
import type { Keyset, Slice } from "@/lib/queries/keyset";
import { findSubscriptionsById, type StoredSubscription } from "@/lib/queries/subscriptions";
import { buildEnvelope } from "@/lib/routing/envelope";
import { describeDestination } from "./subscription-out";
import { windowMsOf } from "./window-ms";

/** What is not delivered and is wanted still. */
const OPEN: readonly DeliveryState[] = ["pending", "dead"];

type ListFilter = Partial<Omit<DeliveryQuery, "limit" | "cursor">>;

/** `filter.eventId`: our id, or the producer's external id within a tenant. */
export async function listDeliveries(
  tenantId: string | null,
  { eventId: reference, undelivered, ...filter }: ListFilter,
  keyset: Keyset,
): Promise<Slice<DeliveryOut>> {
  const eventId = reference === undefined ? undefined : await eventIdOf(tenantId, reference);
  if (eventId === null) return { rows: [], nextFrom: null, prevFrom: null };
  const wanted = undelivered === undefined ? filter : { ...filter, ...openSince(undelivered, filter) };
  const slice = await queries.listDeliveries(tenantId, { ...wanted, eventId }, keyset);
  return { ...slice, rows: await showDeliveries(slice.rows) };
}

/** Who got an event and who did not, and why. */
export async function listEventDeliveries(
  tenantId: string | null,
  reference: string,
  keyset: Keyset,
): Promise<Slice<DeliveryOut>> {
  const event = await findEvent(tenantId, reference);
  if (!event) throw notFound("event");
  return listDeliveries(event.tenantId, { eventId: event.id }, keyset);
}

export async function getDelivery(tenantId: string | null, id: string): Promise<DeliveryDetailOut> {
  const row = await queries.findDelivery(tenantId, id);
  if (!row) throw notFound("delivery");
  const [subscription] = await findSubscriptionsById([row.subscriptionId]);
  const attempts = await queries.findAttempts(row.tenantId, row.id);
  const policy = policyOf(subscription);
  return {
    ...toDeliveryOut(row, maxAttempts(policy)),
    destination: subscription ? describeDestination(subscription) : null,
    requestBody: await requestBodyOf(row),
    attempts: attempts.map(toAttemptOut),
    schedule: scheduleOf(row, policy),
  };
}

/** With what their subscriptions' policies say. */
export async function showDeliveries(rows: readonly queries.StoredDelivery[]): Promise<DeliveryOut[]> {
  const subscriptions = await findSubscriptionsById(rows.map((row) => row.subscriptionId));
  const attempts = new Map(subscriptions.map((row) => [row.id, maxAttempts(policyOf(row))]));
  return rows.map((row) => toDeliveryOut(row, attempts.get(row.subscriptionId) ?? maxAttempts("default")));
}

/** The rows that the north star counts, narrowed by what else is asked. */
function openSince(window: string, { status = [...OPEN] }: ListFilter): queries.DeliveryFilter {
  return {
    status: status.filter((state) => OPEN.includes(state)),
    eventAfter: new Date(Date.now() - windowMsOf(window)),
  };
}

async function eventIdOf(tenantId: string | null, reference: string): Promise<string | null> {
  if (isId("event", reference)) return reference;
  return (await findEvent(tenantId, reference))?.id ?? null;
}

function policyOf(subscription: StoredSubscription | undefined): RetryPolicy {
  return subscription ? retryPolicy.parse(subscription.retryPolicy) : "default";
}

/** The bytes that every attempt sends; null while there are none to send (skipped), or when the event is gone. */
async function requestBodyOf(row: queries.StoredDelivery): Promise<string | null> {
  if (row.sequence === null) return null;
  const event = await findEvent(row.tenantId, row.eventId);
  const sequence = (await findRoutings([row.eventId])).get(row.eventId)?.sequence;
  return event && sequence != null ? buildEnvelope({ ...event, sequence: Number(sequence) }) : null;
}

/** Times of the attempts to come, if each of them fails; without jitter. */
function scheduleOf(row: queries.StoredDelivery, policy: RetryPolicy): string[] {
  if (row.state !== "pending" || row.dueAt === null) return [];
  const times = [row.dueAt.getTime()];
  for (const delayMs of retryDelaysMs(policy).slice(row.attemptCount)) times.push((times.at(-1) ?? 0) + delayMs);
  return times.map((time) => new Date(time).toISOString());
}
