import { DAY_MS } from "@/lib/clock";
import type { EventIn, PublishedOut } from "@/lib/contracts/event";
import { sha256 } from "@/lib/crypto";
import { invalidField } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { logger } from "@/lib/logger";
import { metrics } from "@/lib/metrics";
import type { IdempotencyClaim } from "@/lib/queries/claim-keys";
import type { TenantPlace } from "@/lib/queries/find-tenant-place";
import { enforceSchemas } from "./enforce-schemas";
import { commitPublish } from "./publish-commit";
import type { PublishEvent } from "./publish-resolve";
import { wakeAt, wakePartitions } from "./wake";

const MAX_AHEAD_MS = 366 * DAY_MS;

/** An event that passed the contract, with the raw text of its data and the tenant it belongs to. */
export interface AcceptedEvent {
  fields: EventIn;
  data: string;
  place: TenantPlace;
  /** Where it stands in the request, for error messages: `events[3]`, or empty. */
  path: string;
}

/**
 * Accepts events: all or none. When it resolves they are durable. Repeated keys answer the first event's id with
 * `duplicate: true`; throws `idempotency_mismatch` when the body differs, `schema_violation` where the catalogue is enforced.
 */
export async function publishEvents(
  events: readonly AcceptedEvent[],
  requestKey: Omit<IdempotencyClaim, "kind" | "result" | "tenantId"> | null,
): Promise<PublishedOut[]> {
  const pending = enforceSchemas(events);
  if (pending instanceof Promise) await pending;
  const prepared = events.map(prepareEvent);
  const answer = await commitPublish({
    events: prepared,
    requestKey: requestKey && { ...requestKey, kind: "request", result: [], tenantId: onlyTenantOf(prepared) },
  });
  if (answer.kind === "refused") throw answer.error;
  for (const { tenantId } of prepared) metrics().countAccepted(tenantId);
  wakeAfterCommit(prepared);
  return answer.events;
}

function prepareEvent({ fields, data, place, path }: AcceptedEvent): PublishEvent {
  const id = newId("event");
  const deliverAt = fields.deliverAt && fields.deliverAt.getTime() > Date.now() ? fields.deliverAt : null;
  if (deliverAt && deliverAt.getTime() - Date.now() > MAX_AHEAD_MS) {
    throw invalidField(path ? `${path}.deliverAt` : "deliverAt", "must be at most 366 days ahead", "too_big");
  }
  return {
    id,
    tenantId: place.id,
    partitionId: place.partitionId,
    type: fields.type,
    version: fields.version,
    source: fields.source,
    correlationId: fields.correlationId,
    externalId: fields.externalId,
    timestamp: fields.timestamp ?? new Date(),
    deliverAt,
    data,
    key:
      fields.externalId === null
        ? null
        : {
            scope: place.id,
            kind: "event",
            key: fields.externalId,
            bodyHash: hashOf(fields, data),
            result: { id },
            tenantId: null,
          },
  };
}

/** Null for a batch of several tenants: its answer names the events' ids, is kept a day, and is nobody's alone. */
function onlyTenantOf(events: readonly PublishEvent[]): string | null {
  const [first] = events;
  return first && events.every((event) => event.tenantId === first.tenantId) ? first.tenantId : null;
}

/** What makes two publishes of one externalId the same: everything the producer said. */
function hashOf(fields: EventIn, data: string): Buffer {
  const { type, version, source, correlationId, timestamp, deliverAt } = fields;
  return sha256(`${JSON.stringify([type, version, source, correlationId, timestamp, deliverAt])}\n${data}`);
}

/** The 202 does not wait for it: the events are durable, and the sweep wakes what this misses. */
function wakeAfterCommit(events: readonly PublishEvent[]): void {
  const now = events.filter((event) => event.deliverAt === null);
  if (now.length > 0) void wakePartitions([...new Set(now.map((event) => event.partitionId))]);
  for (const { partitionId, deliverAt } of events) {
    if (!deliverAt) continue;
    wakeAt(partitionId, deliverAt).catch((error: unknown) => {
      logger.warn({ err: error, partition: partitionId }, "timed wake not sent; the sweep will send it");
    });
  }
}
