import { expect, it } from "vitest";
import { pool } from "@/lib/prisma";
import { startSharingMetrics } from "@/lib/services/metrics";
import { newSubscription, newTenant, publish, startWorker, waitForStates } from "../delivery/world";
import { createTenantKey } from "../factories/api-key";
import { createDelivery } from "../factories/delivery";
import { createSubscription } from "../factories/subscription";
import { createTenant } from "../factories/tenant";
import { startReceiver } from "../receiver";
import { answer } from "../receiver-behaviours";
import { serveApi } from "../setup/api";
import { waitFor } from "../setup/wait-for";

const server = serveApi();
const FIVE_SECONDS = 7_000;

async function scrape(): Promise<string> {
  const { headers, text } = await server.api.get("/metrics");
  expect(headers.get("content-type")).toContain("text/plain");
  return text;
}

it("what was accepted, routed, attempted and waits can be scraped, by tenant and subscription", async () => {
  const receiver = await startReceiver();
  const worker = await startWorker();
  const sharing = startSharingMetrics("worker");
  const tenant = await newTenant();
  const well = await newSubscription(tenant.id, { url: receiver.url("/well") });
  receiver.behave(answer({ status: 500 }), "/dead");
  const dead = await newSubscription(tenant.id, { url: receiver.url("/dead"), retryPolicy: { delaysSeconds: [] } });
  await publish(tenant.id);
  await waitForStates(tenant.id, 2, ["delivered", "dead"]);
  const text = await waitFor(
    async () => {
      const scraped = await scrape();
      return scraped.includes(well.id) ? scraped : undefined;
    },
    { until: "the worker had shared what it counted", timeoutMs: FIVE_SECONDS },
  );
  for (const line of [
    `hookswitch_events_accepted_total{tenant="${tenant.id}"} 1`,
    `hookswitch_events_routed_total{tenant="${tenant.id}"} 1`,
    `webhook_delivery_attempts_total{tenant="${tenant.id}",subscription="${well.id}",outcome="succeeded"} 1`,
    `webhook_delivery_attempts_total{tenant="${tenant.id}",subscription="${dead.id}",outcome="http_status"} 1`,
    `webhook_delivery_latency_seconds_count{tenant="${tenant.id}",subscription="${well.id}"} 1`,
    `webhook_delivery_queue_seconds_count{tenant="${tenant.id}",subscription="${dead.id}"} 1`,
    `webhook_deliveries_settled_total{tenant="${tenant.id}",subscription="${well.id}",state="delivered"} 1`,
    `webhook_deliveries_settled_total{tenant="${tenant.id}",subscription="${dead.id}",state="dead"} 1`,
    "hookswitch_undelivered_events 1",
  ]) {
    expect(text).toContain(line);
  }
  await sharing.stop();
  await worker.stop();
  await receiver.stop();
});

it("is for operators only", async () => {
  const tenant = await createTenant();
  const refused = await server.api.as(await createTenantKey(tenant.id)).get("/metrics");
  expect(refused.status).toBe(403);
});

it("tells what waits and whose breaker is open, estimated where much waits", async () => {
  const tenant = await createTenant();
  const small = await createSubscription(tenant.id);
  const large = await createSubscription(tenant.id);
  for (let i = 0; i < 3; i += 1) await createDelivery({ tenantId: tenant.id, subscriptionId: small.id });
  const { eventId } = await createDelivery({ tenantId: tenant.id, subscriptionId: large.id });
  await pool().query(
    `insert into deliveries (id, tenant_id, partition_id, event_id, subscription_id, event_type, position, sequence, state, due_at)
     select id_bound('dlv_', now()) || lpad(to_hex(n), 20, '0'), $1, (select partition_id from tenants where id = $1), $2, $3,
            'order.created', n, n, 'pending', now() + interval '2 hours' from generate_series(2, 1500) n`,
    [tenant.id, eventId, large.id],
  );
  await pool().query("update lanes set last_sequence = 1500 where subscription_id = $1", [large.id]);
  await pool().query(`update lanes set breaker = '{"state":"open","untilMs":1,"opens":1}' where subscription_id = $1`, [
    small.id,
  ]);
  const text = await scrape();
  expect(text).toContain(`webhook_delivery_backlog{tenant="${tenant.id}",subscription="${small.id}"} 3\n`);
  expect(text).toContain(`webhook_delivery_backlog{tenant="${tenant.id}",subscription="${large.id}"} 1500\n`);
  expect(text).toContain(`webhook_breaker_open{tenant="${tenant.id}",subscription="${small.id}",state="open"} 1\n`);
});
