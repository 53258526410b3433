import { newId } from "@/lib/ids";
import { pool } from "@/lib/prisma";
import { insertEvents } from "@/lib/queries/insert-events";
import { readDueDeliveries } from "@/lib/queries/read-due-deliveries";
import { readQueuedInOrder } from "@/lib/queries/read-queued-events";
import { type AttemptRecord, recordAttempts } from "@/lib/queries/record-attempts";
import { type NewDelivery, routeEvents } from "@/lib/queries/route-events";

export const TENANT = "ten_1";
const OWNED = { partitionId: 0, epoch: 0 };
const DATA = JSON.stringify({ n: 1, at: 1_795_600_000_000, text: "x".repeat(950) });
const TIMINGS = { queueMs: 3, dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: 0.55, totalMs: 0.61 };
const RESPONSE_HEADERS = JSON.stringify({
  date: "Wed, 25 Nov 2026 10:00:00 GMT",
  connection: "keep-alive",
  "keep-alive": "timeout=60",
});

interface Preparation {
  subscriptions: number;
  /** Daily tables. */
  days: number;
  /** Changes of the schema to try. */
  sql: readonly string[];
}

/** A tenant with subscriptions that take everything; answers their ids. */
export async function prepareTenant({ subscriptions, days, sql }: Preparation): Promise<string[]> {
  const ids = Array.from({ length: subscriptions }, () => newId("subscription"));
  await pool().query("insert into tenants (id, name, partition_id) values ($1, 'bench', 0)", [TENANT]);
  await pool().query("insert into tenant_counters (tenant_id) values ($1)", [TENANT]);
  for (const id of ids) {
    await pool().query("insert into subscriptions (id, tenant_id, destination_config) values ($1, $2, '{}')", [
      id,
      TENANT,
    ]);
    await pool().query("insert into lanes (subscription_id, tenant_id) values ($1, $2)", [id, TENANT]);
  }
  await pool().query("select create_table_partitions(current_date - 1, $1)", [days]);
  for (const statement of sql) await pool().query(statement);
  return ids;
}

interface RoundOptions {
  /** Of each statement. */
  rows: number;
  subscriptionIds: readonly string[];
  measure<Result>(name: string, rows: number, work: () => Promise<Result>): Promise<Result>;
}

/** The way of `rows` events through all hot statements; throws when one of them did not do all of it. */
export function createStatementRound({ rows, subscriptionIds, measure }: RoundOptions): () => Promise<void> {
  let floor = 0;
  return async () => {
    const events = Array.from({ length: rows }, newEvent);
    await measure("insert-events", rows, () => insertEvents(events));
    const queued = await measure("read-queue", rows, () => readQueuedInOrder(0, floor, rows));
    floor = queued.events.at(-1)?.position ?? floor;
    const deliveries = queued.events.flatMap(({ position }) =>
      subscriptionIds.map((subscriptionId) => newDelivery(position, subscriptionId)),
    );
    const routable = queued.events.map(({ position }) => ({ position, routingVersion: 1, unstored: 0 }));
    const routed = await measure("route-events", deliveries.length, () =>
      routeEvents({ ...OWNED, events: routable, deliveries }),
    );
    if (routed?.length !== deliveries.length) throw new Error("not all were routed");
    const lane = { partitionId: 0, subscriptionId: subscriptionIds[0] ?? "", limit: rows, except: [] };
    await measure("read-due-deliveries", rows, () => readDueDeliveries(lane));
    for (let from = 0; from < deliveries.length; from += rows) {
      const records = deliveries.slice(from, from + rows).map(newRecord);
      const moved = await measure("record-attempts", records.length, () => recordAttempts(OWNED, records));
      if (moved?.size !== records.length) throw new Error("not all were recorded");
    }
  };
}

function newEvent(): Parameters<typeof insertEvents>[0][number] {
  return {
    id: newId("event"),
    tenantId: TENANT,
    partitionId: 0,
    type: "order.created",
    version: "1",
    source: null,
    correlationId: null,
    externalId: null,
    timestamp: new Date(),
    deliverAt: null,
    data: DATA,
  };
}

function newDelivery(position: number, subscriptionId: string): NewDelivery {
  const plain = { correlationId: null, orderingKey: null, skipReason: null, skipDetail: null };
  return { id: newId("delivery"), position, subscriptionId, eventType: "order.created", ...plain };
}

function newRecord({ id, subscriptionId }: NewDelivery): AttemptRecord {
  return {
    deliveryId: id,
    generation: 1,
    state: "delivered",
    charged: true,
    dueAt: null,
    attemptId: newId("attempt"),
    tenantId: TENANT,
    subscriptionId,
    number: 1,
    trigger: "scheduled",
    outcome: "succeeded",
    statusCode: 204,
    errorMessage: null,
    startedAt: new Date(),
    durationMs: 1.23,
    timings: JSON.stringify(TIMINGS),
    requestHeaders: requestHeaders(id, subscriptionId),
    responseHeaders: RESPONSE_HEADERS,
    responseBody: "",
    responseTruncated: false,
  };
}

function requestHeaders(id: string, subscriptionId: string): string {
  return JSON.stringify({
    "content-type": "application/json",
    accept: "*/*",
    "accept-encoding": "identity",
    "user-agent": "Hookswitch/0.1",
    "webhook-id": id,
    "webhook-timestamp": "1795600000",
    "webhook-signature": `v1,${"K".repeat(43)}=`,
    "webhook-attempt": "1",
    "webhook-subscription": subscriptionId,
    "webhook-sequence": "12345",
    traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-01`,
  });
}
