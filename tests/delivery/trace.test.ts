import { beforeEach, describe, expect, it } from "vitest";
import type { TraceEntryOut } from "@/lib/contracts/trace";
import { pool, prisma } from "@/lib/prisma";
import { createTenantKey } from "../factories/api-key";
import { serveApi } from "../setup/api";
import type { ApiClient } from "../setup/api-client";
import { waitFor } from "../setup/wait-for";
import { newSubscription, newTenant, publish, useWorker, waitForStates } from "./world";

describe("why an event was or was not delivered", () => {
  const server = serveApi();
  const receiver = useWorker();
  let tenantId: string;
  let api: ApiClient;

  beforeEach(async () => {
    tenantId = (await newTenant()).id;
    api = server.api.as(await createTenantKey(tenantId));
  });

  const add = (input: object = {}) => newSubscription(tenantId, { url: receiver.url("/hook"), ...input });
  const trace = async (eventId: string): Promise<Map<string, TraceEntryOut>> => {
    const { body } = await api.get(`/events/${eventId}/trace`);
    return new Map(body.data.map((entry: TraceEntryOut) => [entry.subscriptionId, entry]));
  };
  const routed = (eventId: string) =>
    waitFor(async () => (await api.get(`/events/${eventId}`)).body.status === "routed", { until: "it was routed" });

  it("is told for every subscription of the tenant, however much it was changed since", async () => {
    const matched = await add();
    const wrongType = await add({ events: ["invoice.*"] });
    const turnedDown = await add({ filter: "data.total > `100`" });
    const failed = await add({ filter: "abs(data.name) > `1`" });
    const paused = await add();
    const disabled = await add();
    const gone = await add();
    await api.post(`/subscriptions/${paused.id}/pause`);
    await api.post(`/subscriptions/${disabled.id}/disable`);
    await api.delete(`/subscriptions/${gone.id}`);
    const event = await publish(tenantId, { data: '{"total":7,"name":"x"}' });
    await routed(event.id);
    const late = await add();
    // None of these changes what was true when the event was routed.
    await api.patch(`/subscriptions/${wrongType.id}`, { body: { events: ["*"], filter: "data.total" } });
    await api.post(`/subscriptions/${disabled.id}/enable`);
    await api.delete(`/subscriptions/${turnedDown.id}`);

    const held = await waitFor(
      async () => {
        const found = await trace(event.id);
        return found.get(paused.id)?.outcome === "held" && found.get(matched.id)?.status === "delivered"
          ? found
          : undefined;
      },
      { until: "the paused subscription held its delivery" },
    );
    const outcomes = [matched, wrongType, turnedDown, failed, paused, disabled, gone, late].map(({ id }) =>
      held.get(id),
    );
    expect(outcomes).toMatchObject([
      { outcome: "matched", status: "delivered", deliveryId: expect.stringMatching(/^dlv_/) },
      { outcome: "type_mismatch", deliveryId: null, events: ["invoice.*"], filter: null },
      { outcome: "filter_false", detail: "false", status: "skipped", filter: "data.total > `100`" },
      { outcome: "filter_failed", detail: expect.stringContaining("number"), status: "skipped" },
      { outcome: "held", status: "pending" },
      { outcome: "disabled", status: "skipped" },
      { outcome: "deleted", deliveryId: null },
      { outcome: "not_created", deliveryId: null, events: null },
    ]);
  });

  it("is paged by subscription, says when an event is not routed, and is a 404 for another tenant", async () => {
    const ids = [(await add()).id, (await add()).id, (await add()).id];
    const event = await publish(tenantId, { deliverAt: new Date(Date.now() + 3_600_000).toISOString() });
    const seen: [string, string][] = [];
    let path: string | null = `/events/${event.id}/trace?limit=2`;
    while (path !== null) {
      const { body } = await api.get(path);
      seen.push(...body.data.map((entry: TraceEntryOut) => [entry.subscriptionId, entry.outcome]));
      path = body.nextCursor && `/events/${event.id}/trace?limit=2&cursor=${body.nextCursor}`;
    }
    expect(seen).toEqual(ids.toReversed().map((id) => [id, "waiting"]));
    await api.delete(`/events/${event.id}`);
    expect((await trace(event.id)).get(ids[0] ?? "")).toMatchObject({
      outcome: "not_routed",
      detail: "The event was cancelled.",
    });
    const foreign = server.api.as(await createTenantKey((await newTenant()).id));
    expect((await foreign.get(`/events/${event.id}/trace`)).status).toBe(404);
  });

  it("ten thousand subscriptions that an event is not for do not write ten thousand rows, and each has its answer", async () => {
    const wanted = await add({ events: ["order.*"] });
    // Half do not subscribe to the type, half turn it down by their filter.
    await pool().query(
      `insert into subscriptions (id, tenant_id, events, filter, destination_config)
       select 'sub_0000' || lpad(to_hex(n), 28, '0'), $1, array[case when n % 2 = 0 then 'invoice.*' else 'order.*' end],
              case when n % 2 = 0 then null else 'data.n == \`' || n || '\`' end, '{"url":"https://example.com/","headers":{}}'
         from generate_series(1, 10000) n`,
      [tenantId],
    );
    await pool().query(
      "insert into lanes (subscription_id, tenant_id) select id, tenant_id from subscriptions where id like 'sub_0000%'",
    );
    await pool().query("update tenants set routing_version = routing_version + 1 where id = $1", [tenantId]);
    const event = await publish(tenantId, { data: '{"n":0}' });
    await routed(event.id);
    const rows = await prisma().delivery.groupBy({ by: ["state"], where: { eventId: event.id }, _count: true });
    expect(rows.find((row) => row.state === "skipped")?._count).toBe(100);
    const shown = await api.get(`/events/${event.id}`);
    expect(shown.body).toMatchObject({ matched: 1, skipped: 5_000 });
    const { body } = await api.get(`/events/${event.id}/trace?limit=200`);
    expect(body.data[0]).toMatchObject({ subscriptionId: wanted.id, outcome: "matched" });
    const rest = body.data.slice(1).map(({ outcome, detail, events }: TraceEntryOut) => [outcome, detail, events?.[0]]);
    expect(rest).toEqual(
      rest.map((entry: unknown[]) =>
        entry[2] === "invoice.*" ? ["type_mismatch", null, "invoice.*"] : ["filter_false", "false", "order.*"],
      ),
    );
    await waitForStates(tenantId, 101, ["delivered", "skipped"]);
  });

  it("a change of a subscription and its revision are one transaction", async () => {
    const { id } = await add({ events: ["a"] });
    await api.patch(`/subscriptions/${id}`, { body: { events: ["b"] } });
    await api.patch(`/subscriptions/${id}`, { body: { description: "not about routing" } });
    const refused = await api.patch(`/subscriptions/${id}`, {
      body: { events: ["c"] },
      headers: { "if-match": '"99"' },
    });
    expect(refused.status).toBe(412);
    const revisions = await prisma().subscriptionRevision.findMany({
      where: { subscriptionId: id },
      orderBy: { routingVersion: "asc" },
    });
    expect(revisions.map((row) => row.events)).toEqual([["a"], ["b"]]);
    const { routingVersion } = await prisma().tenant.findUniqueOrThrow({ where: { id: tenantId } });
    expect(revisions[1]?.routingVersion).toBe(routingVersion - 1);
  });
});
