import { describe, expect, it } from "vitest";
import { addLatency, type LatencyCounts } from "@/lib/contracts/latency";
import { pool } from "@/lib/prisma";
import { SYSTEM } from "@/lib/services/audit";
import { readDeliverySeries } from "@/lib/services/delivery-series";
import { eraseTenant } from "@/lib/services/erase-tenant";
import { readActivity } from "@/lib/services/overview";
import { foldRollups } from "@/lib/services/rollups";
import { answer } from "../receiver-behaviours";
import { newSubscription, newTenant, publish, useWorker, waitForStates } from "./world";

const HOURS = 24;

/** Base rows are the truth that the sums have to agree with. */
async function countBase(tenantId: string) {
  const { rows } = await pool().query<{ delivered: number; dead: number; attempts: number }>(
    `select (select count(*)::int from deliveries where tenant_id = $1 and state = 'delivered') as delivered,
            (select count(*)::int from deliveries where tenant_id = $1 and state = 'dead') as dead,
            (select count(*)::int from attempts where tenant_id = $1) as attempts`,
    [tenantId],
  );
  return rows[0];
}

async function tenantWithTraffic(receiver: { url(path: string): string }) {
  const tenant = await newTenant();
  const good = await newSubscription(tenant.id, { url: receiver.url("/good") });
  const bad = await newSubscription(tenant.id, { url: receiver.url("/bad"), retryPolicy: { delaysSeconds: [0.1] } });
  await publish(tenant.id);
  await publish(tenant.id);
  await waitForStates(tenant.id, 4, ["delivered", "dead"]);
  return { tenantId: tenant.id, good: good.id, bad: bad.id };
}

describe("the sums behind the charts", () => {
  const receiver = useWorker();

  it("agree with the base rows, before and after they are folded, and for each scope", async () => {
    receiver.behave(answer({ status: 503 }), "/bad");
    const { tenantId, good, bad } = await tenantWithTraffic(receiver);
    const base = await countBase(tenantId);
    expect(base).toEqual({ delivered: 2, dead: 2, attempts: 6 });

    const ask = (subscriptionId: string | null) => readDeliverySeries({ tenantId, subscriptionId, hours: HOURS });
    const fresh = await ask(null);
    expect(fresh.totals).toMatchObject({
      events: 2,
      delivered: base?.delivered,
      dead: base?.dead,
      failed: 2,
      results: { 204: 2, 503: 4 },
    });
    await foldRollups();
    await publish(tenantId);
    await waitForStates(tenantId, 6, ["delivered", "dead"]);
    expect((await ask(null)).totals).toMatchObject({ events: 3, delivered: 3, dead: 3, failed: 3 });
    await foldRollups();
    expect((await ask(null)).totals).toMatchObject({ events: 3, delivered: 3, dead: 3, failed: 3 });
    expect((await ask(good)).totals).toMatchObject({ events: null, delivered: 3, failed: 0, dead: 0 });
    expect((await ask(bad)).totals).toMatchObject({ events: null, delivered: 0, failed: 3, dead: 3 });
    const { latency } = (await ask(good)).totals;
    expect(latency && latency.p50Ms <= latency.p95Ms && latency.p95Ms <= latency.p99Ms).toBe(true);
  });

  it("show a subscription's day beside its line", async () => {
    receiver.behave(answer({ status: 503 }), "/bad");
    const { tenantId, bad } = await tenantWithTraffic(receiver);
    await foldRollups();
    const { data } = await readActivity(tenantId, null);
    expect(data.find((one) => one.subscriptionId === bad)?.day).toMatchObject({ delivered: 0, failed: 2, dead: 2 });
  });

  it("a time in which nobody looked is a gap; one in which nothing happened is a zero", async () => {
    const tenant = await newTenant();
    await pool().query("delete from backlog_samples");
    const ask = () => readDeliverySeries({ tenantId: tenant.id, subscriptionId: null, hours: HOURS });
    expect((await ask()).buckets).toEqual([]);
    await foldRollups();
    expect((await ask()).buckets).toMatchObject([{ delivered: 0, failed: 0, dead: 0, backlog: 0, latency: null }]);
  });

  it("put a time into the same bucket in SQL as elsewhere", async () => {
    const times = [0, 0.4, 1, 1.1, 7.3, 86, 999.9, 10_004, 60_000];
    const { rows } = await pool().query<{ bucket: number }>(
      "select latency_bucket(ms) as bucket from unnest($1::real[]) with ordinality as t(ms, place) order by place",
      [times],
    );
    const expected = times.map((ms) => {
      const counts: LatencyCounts = {};
      addLatency(counts, ms);
      return Number(Object.keys(counts)[0]);
    });
    expect(rows.map(({ bucket }) => bucket)).toEqual(expected);
  });

  it("forget a tenant that is erased, and what is older than a chart can show", async () => {
    receiver.behave(answer({ status: 503 }), "/bad");
    const { tenantId, good } = await tenantWithTraffic(receiver);
    await foldRollups();
    await eraseTenant(SYSTEM, tenantId);
    await pool().query("update rollups set at = at - interval '30 days'");
    await foldRollups();
    const { rows } = await pool().query(
      `select scope from rollups where scope in ($1, $2) or at < now() - interval '9 days'
       union all select scope from rollup_latencies where scope in ($1, $2)`,
      [tenantId, good],
    );
    expect(rows).toEqual([]);
  });
});
