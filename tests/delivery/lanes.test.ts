import { describe, expect, it } from "vitest";
import { pool } from "@/lib/prisma";
import { SYSTEM } from "@/lib/services/audit";
import { moveTenant } from "@/lib/services/move-tenant";
import { updateTenant } from "@/lib/services/tenants";
import { updateSubscription } from "@/lib/services/update-subscription";
import { answer } from "../receiver-behaviours";
import { waitFor } from "../setup/wait-for";
import { newSubscription, newTenant, publish, readDeliveries, useWorker, waitForStates } from "./world";

describe("lanes on PostgreSQL", () => {
  const receiver = useWorker();

  const orderIds = () => receiver.requests.map((request) => JSON.parse(request.body).data.n as number);
  const publishNumbers = async (tenantId: string, numbers: number[], keyOf = (_: number) => "k") => {
    for (const n of numbers) await publish(tenantId, { data: JSON.stringify({ n, key: keyOf(n) }) });
  };

  it("a rate limit spreads deliveries, charges no attempt and loses nothing", async () => {
    const tenant = await newTenant();
    await newSubscription(tenant.id, { url: receiver.url("/limited"), rateLimit: { limit: 20, periodSeconds: 1 } });
    await publishNumbers(
      tenant.id,
      Array.from({ length: 40 }, (_, i) => i),
    );
    const rows = await waitForStates(tenant.id, 40, ["delivered"]);
    expect(rows.every((row) => row.attemptCount === 1)).toBe(true);
    const times = receiver.requests.map((request) => request.receivedAtMs);
    // 40 at 20 a second, less the burst of a quarter of a second.
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(1_500);
  });

  it("a tenant's rate holds over all of its subscriptions together", async () => {
    const tenant = await newTenant();
    await pool().query(`update tenants set rate_limit = '{"limit": 20, "periodSeconds": 1}' where id = $1`, [
      tenant.id,
    ]);
    for (const path of ["/t1", "/t2"]) await newSubscription(tenant.id, { url: receiver.url(path) });
    await publishNumbers(
      tenant.id,
      Array.from({ length: 20 }, (_, i) => i),
    );
    await waitForStates(tenant.id, 40, ["delivered"]);
    const times = receiver.requests.map((request) => request.receivedAtMs);
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(1_500);
  });

  it("a tenant's limit of requests holds over all of its subscriptions: the receiver never sees more of them open", async () => {
    const most = 3;
    const tenant = await newTenant();
    await updateTenant(SYSTEM, tenant.id, { maxConcurrency: most });
    const open = { now: 0, most: 0 };
    for (const path of ["/m1", "/m2", "/m3", "/m4"]) {
      receiver.behave(({ response }) => {
        open.most = Math.max(open.most, ++open.now);
        setTimeout(() => {
          open.now -= 1;
          response.writeHead(204).end();
        }, 30);
      }, path);
      await newSubscription(tenant.id, { url: receiver.url(path), maxConcurrency: 8 });
    }
    await publishNumbers(
      tenant.id,
      Array.from({ length: 12 }, (_, i) => i),
    );
    const rows = await waitForStates(tenant.id, 48, ["delivered"]);
    expect(rows.every((row) => row.attemptTotal === 1)).toBe(true);
    expect(open).toEqual({ now: 0, most });
  });

  it("a tenant that is moved to a partition of its own takes what waits along, and is delivered from there", async () => {
    const tenant = await newTenant();
    const subscription = await newSubscription(tenant.id, {
      url: receiver.url("/moved"),
      rateLimit: { limit: 20, periodSeconds: 1 },
    });
    await publishNumbers(
      tenant.id,
      Array.from({ length: 20 }, (_, i) => i),
    );
    await receiver.waitForRequests(3);
    const { partition } = await moveTenant(SYSTEM, tenant.id, "own");
    expect(partition).toBeGreaterThanOrEqual(10_000);
    await waitForStates(tenant.id, 20, ["delivered"]);
    expect(new Set(orderIds()).size).toBe(20);
    const { rows } = await pool().query("select distinct sequence from deliveries where subscription_id = $1", [
      subscription.id,
    ]);
    expect(rows).toHaveLength(20);
    await waitFor(async () => (await publish(tenant.id, { data: '{"n":99}' })) && orderIds().includes(99), {
      until: "new events were delivered from the new partition",
      intervalMs: 200,
    });
  });

  it("changed limits of a tenant hold at once for what waits", async () => {
    const tenant = await newTenant();
    await newSubscription(tenant.id, { url: receiver.url("/throttled"), rateLimit: null });
    await updateTenant(SYSTEM, tenant.id, { rateLimit: { limit: 1, periodSeconds: 60 } });
    await publishNumbers(tenant.id, [1, 2, 3]);
    await receiver.waitForRequests(1);
    await updateTenant(SYSTEM, tenant.id, { rateLimit: null });
    await waitForStates(tenant.id, 3, ["delivered"], 5_000);
  });

  it("a whole subscription is delivered in order although its head fails at first", async () => {
    const tenant = await newTenant();
    receiver.behaveOnce(answer({ status: 500 }), answer({ status: 500 }));
    await newSubscription(tenant.id, {
      url: receiver.url("/ordered"),
      ordering: { key: null, onDead: "continue" },
      retryPolicy: { delaysSeconds: [0.2, 0.2, 0.2] },
    });
    await publishNumbers(tenant.id, [1, 2, 3, 4, 5]);
    await waitForStates(tenant.id, 5, ["delivered"]);
    expect(orderIds()).toEqual([1, 1, 1, 2, 3, 4, 5]);
  });

  it("a failing head blocks its own key only", async () => {
    const tenant = await newTenant();
    receiver.behave(({ request, response }) => {
      response.writeHead(JSON.parse(request.body).data.key === "bad" ? 503 : 204).end();
    }, "/keyed");
    await newSubscription(tenant.id, {
      url: receiver.url("/keyed"),
      ordering: { key: "data.key", onDead: "continue" },
      retryPolicy: { delaysSeconds: [600] },
    });
    await publishNumbers(tenant.id, [1, 2, 3, 4, 5, 6], (n) => (n % 2 === 1 ? "bad" : "good"));
    await waitFor(
      async () => (await readDeliveries(tenant.id)).filter((row) => row.state === "delivered").length === 3,
      {
        until: "the good key was delivered",
      },
    );
    expect(orderIds().filter((n) => n % 2 === 0)).toEqual([2, 4, 6]);
    expect(orderIds().filter((n) => n % 2 === 1)).toEqual([1]);
  });

  it("what waits when an order is switched on is delivered too, in order", async () => {
    const tenant = await newTenant();
    receiver.behave(answer({ status: 503 }), "/late-order");
    const subscription = await newSubscription(tenant.id, {
      url: receiver.url("/late-order"),
      retryPolicy: { delaysSeconds: [1, 1, 1, 1, 1, 1] },
      rateLimit: { limit: 1, periodSeconds: 60 },
    });
    await publishNumbers(tenant.id, [1, 2, 3]);
    await receiver.waitForRequests(1);
    receiver.behave(answer({ status: 204 }), "/late-order");
    receiver.clear();
    await updateSubscription(
      SYSTEM,
      { tenantId: tenant.id, id: subscription.id, ifMatch: null },
      {
        ordering: { key: null, onDead: "continue" },
        rateLimit: null,
        skipVerification: true,
        challenge: false,
      },
    );
    await waitForStates(tenant.id, 3, ["delivered"]);
    expect(orderIds()).toEqual([1, 2, 3]);
  });

  it("a dead delivery lets the next pass, or blocks its key until somebody decides", async () => {
    for (const onDead of ["continue", "block"] as const) {
      const tenant = await newTenant();
      receiver.clear();
      receiver.behaveOnce(answer({ status: 500 }));
      const subscription = await newSubscription(tenant.id, {
        url: receiver.url(`/dead-${onDead}`),
        ordering: { key: null, onDead },
        retryPolicy: { delaysSeconds: [] },
      });
      await publishNumbers(tenant.id, [1, 2]);
      if (onDead === "continue") {
        await waitForStates(tenant.id, 2, ["dead", "delivered"]);
        continue;
      }
      const head = await waitFor(async () => (await readDeliveries(tenant.id)).find((row) => row.state === "dead"), {
        until: "the head was dead",
      });
      expect(orderIds()).toEqual([1]);
      // Skipping the head, as the API's cancel does.
      await pool().query("update deliveries set state = 'cancelled', generation = generation + 1 where id = $1", [
        head?.id,
      ]);
      const { rows } = await pool().query("select partition_id from tenants where id = $1", [tenant.id]);
      const command = JSON.stringify({ partitionId: rows[0].partition_id, subscriptionId: subscription.id });
      await pool().query("select pg_notify('hookswitch_command', $1)", [command]);
      await waitForStates(tenant.id, 2, ["cancelled", "delivered"]);
      expect(orderIds()).toEqual([1, 2]);
    }
  });

  it("a breaker opens after five failures, is remembered in the lane's row, and closes on a probe", async () => {
    const tenant = await newTenant();
    receiver.behave(answer({ status: 503 }), "/fuse");
    const subscription = await newSubscription(tenant.id, {
      url: receiver.url("/fuse"),
      maxConcurrency: 1,
      retryPolicy: { delaysSeconds: [0.1, 0.1, 0.1] },
    });
    await publishNumbers(tenant.id, [1, 2, 3]);
    const breakerOf = async () => {
      const { rows } = await pool().query("select breaker from lanes where subscription_id = $1", [subscription.id]);
      return rows[0].breaker as { state: string; untilMs: number } | null;
    };
    const open = await waitFor(
      async () => {
        const breaker = await breakerOf();
        return breaker?.state === "open" ? breaker : undefined;
      },
      { until: "the breaker was open" },
    );
    expect(open.untilMs).toBeGreaterThan(Date.now());
    expect(receiver.requests.filter((request) => request.url === "/fuse")).toHaveLength(5);
    receiver.behave(answer({ status: 204 }), "/fuse");
    await waitForStates(tenant.id, 3, ["delivered", "dead"], 15_000);
    expect(
      await waitFor(async () => (await breakerOf())?.state === "closed", { until: "the breaker was closed" }),
    ).toBe(true);
  });
});
