import { expect, it } from "vitest";
import { startSharingMetrics } from "@/lib/services/metrics";
import { newSubscription, newTenant, publish, startWorker, waitForStates } from "../delivery/world";
import { createTenantKey } from "../factories/api-key";
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
    `hookswitch_deliveries{tenant="${tenant.id}",subscription="${dead.id}",state="dead"} 1`,
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
