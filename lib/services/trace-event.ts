import type { RoutingRow } from "@/lib/contracts/event";
import type { TraceEntryOut, TraceOutcome } from "@/lib/contracts/trace";
import { notFound } from "@/lib/errors";
import { findDeliveriesOf } from "@/lib/queries/deliveries";
import { type FoundEvent, findEvent, findRoutings } from "@/lib/queries/events";
import type { Keyset, Slice } from "@/lib/queries/keyset";
import { findRevisions, type RevisionRow } from "@/lib/queries/subscription-revisions";
import { listAllSubscriptions, type StoredSubscription } from "@/lib/queries/subscriptions";
import { filterEnvelope } from "@/lib/routing/envelope";
import { compileFilter, describeResult } from "@/lib/routing/filter";
import { compilePatterns } from "@/lib/routing/pattern";
import { describeDestination } from "./subscription-out";

type DeliveryRow = Awaited<ReturnType<typeof findDeliveriesOf>>[number];

/**
 * Why each subscription of the tenant did or did not get an event, newest subscription first. Stored: what matched, and
 * what was skipped. Computed here, from what the subscription asked for when the event was routed: the rest.
 */
export async function traceEvent(
  tenantId: string | null,
  reference: string,
  keyset: Keyset,
): Promise<Slice<TraceEntryOut>> {
  const event = await findEvent(tenantId, reference);
  if (!event) throw notFound("event");
  const routing = (await findRoutings([event.id])).get(event.id) ?? null;
  const slice = await listAllSubscriptions(event.tenantId, keyset);
  const ids = slice.rows.map((row) => row.id);
  const deliveries = new Map((await findDeliveriesOf(event.id, ids)).map((row) => [row.subscriptionId, row]));
  const revisions = routing ? await findRevisions(event.tenantId, ids, asOf(routing)) : new Map<string, RevisionRow>();
  const envelope = readOnce(event);
  const rows = slice.rows.map((subscription) => {
    const delivery = deliveries.get(subscription.id) ?? null;
    const revision = revisions.get(subscription.id) ?? null;
    const verdict = delivery
      ? judgeDelivery(delivery, subscription)
      : (judgeRouting(routing) ?? judgeRevision(revision, event, envelope));
    return { ...toEntry(subscription, delivery, revision), ...verdict };
  });
  return { ...slice, rows };
}

interface Verdict {
  outcome: TraceOutcome;
  detail: string | null;
}

function asOf({ routingVersion, routedAt }: RoutingRow) {
  return routingVersion === null ? { at: routedAt } : { routingVersion };
}

function toEntry(
  subscription: StoredSubscription,
  delivery: DeliveryRow | null,
  revision: RevisionRow | null,
): Omit<TraceEntryOut, keyof Verdict> {
  return {
    subscriptionId: subscription.id,
    description: subscription.description,
    destination: describeDestination(subscription),
    deliveryId: delivery?.id ?? null,
    status: delivery?.state ?? null,
    events: revision?.events ?? null,
    filter: revision?.filter ?? null,
  };
}

function judgeDelivery(
  { state, skipReason, skipDetail, dueAt }: DeliveryRow,
  { pausedAt }: StoredSubscription,
): Verdict {
  if (state === "skipped" && isOutcome(skipReason)) return { outcome: skipReason, detail: skipDetail };
  const isHeld = state === "pending" && dueAt === null && pausedAt !== null;
  return { outcome: isHeld ? "held" : "matched", detail: null };
}

function isOutcome(reason: string | null): reason is "filter_false" | "filter_failed" | "disabled" | "deleted" {
  return reason !== null;
}

/** Null when the event was routed. */
function judgeRouting(routing: RoutingRow | null): Verdict | null {
  if (routing === null) return { outcome: "waiting", detail: null };
  if (routing.outcome === "routed") return null;
  return { outcome: "not_routed", detail: routing.error ?? `The event was ${routing.outcome}.` };
}

/** There is no row: the type did not match, or the filter was false and enough others had said so. */
function judgeRevision(revision: RevisionRow | null, event: FoundEvent, envelope: () => unknown): Verdict {
  if (!revision) return { outcome: "not_created", detail: null };
  if (revision.deleted) return { outcome: "deleted", detail: null };
  if (!compilePatterns(revision.events)(event.type)) return { outcome: "type_mismatch", detail: null };
  if (revision.disabled) return { outcome: "disabled", detail: null };
  const compiled = compileFilter(revision.filter ?? "`true`");
  if (event.erasedAt || !compiled.ok) return { outcome: "filter_false", detail: null };
  return { outcome: "filter_false", detail: describeResult(compiled.filter.evaluate(envelope())) };
}

function readOnce(event: FoundEvent): () => unknown {
  let read: { envelope: unknown } | null = null;
  return () => {
    read ??= { envelope: filterEnvelope(event) };
    return read.envelope;
  };
}
