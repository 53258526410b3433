import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/prisma";
import { createTenantKey } from "../factories/api-key";
import { createDelivery } from "../factories/delivery";
import { createSubscription } from "../factories/subscription";
import { createTenant } from "../factories/tenant";
import { answer, type Behaviour } from "../receiver-behaviours";
import { serveTenantApi } from "../setup/tenant-api";

const acme = serveTenantApi();

describe("a challenge", () => {
  const repeat: Behaviour = ({ request, response }) =>
    void response.writeHead(200).end(`{"challenge":"${JSON.parse(request.body).data.challenge}"}`);

  it("is a random text that the endpoint's answer must repeat", async () => {
    acme.receiver.behave(repeat, "/owned");
    const made = await acme.api.post("/subscriptions", {
      body: { url: acme.receiver.url("/owned"), events: ["*"], challenge: true },
    });
    expect([made.status, made.body.verifiedAt]).toEqual([201, expect.any(String)]);
    const asked = JSON.parse(acme.receiver.requests.at(-1)?.body ?? "{}");
    expect(asked.data.challenge).toMatch(/^[\w-]{32}$/);
    const body = { url: acme.receiver.url("/somebody-elses"), events: ["*"], challenge: true };
    const refused = await acme.api.post("/subscriptions", { body });
    expect([refused.status, refused.body.code]).toEqual([422, "verification_failed"]);
    expect(refused.body.errors).toMatchObject([{ path: "url", code: "challenge_failed" }]);
  });

  it("verifies a subscription that was saved unverified, and is not asked for without a request", async () => {
    acme.receiver.behave(repeat, "/later");
    const { id } = await createSubscription(acme.tenantId, { url: acme.receiver.url("/later") });
    const patched = await acme.api.patch(`/subscriptions/${id}`, { body: { challenge: true } });
    expect([patched.status, patched.body.verifiedAt]).toEqual([200, expect.any(String)]);
    const both = { challenge: true, skipVerification: true };
    expect((await acme.api.patch(`/subscriptions/${id}`, { body: both })).body.errors).toMatchObject([
      { path: "challenge" },
    ]);
  });
});

describe("a subscription", () => {
  it("is read by its tenant, and is a 404 for another like an unknown one", async () => {
    const own = await createSubscription(acme.tenantId);
    const foreign = await createSubscription((await createTenant()).id);
    expect((await acme.api.get(`/subscriptions/${own.id}`)).body).toMatchObject({ id: own.id, version: 1 });
    const verbs = [
      (id: string) => acme.api.get(`/subscriptions/${id}`),
      (id: string) => acme.api.patch(`/subscriptions/${id}`, { body: { description: "x" } }),
      (id: string) => acme.api.delete(`/subscriptions/${id}`),
      (id: string) => acme.api.get(`/subscriptions/${id}/secret`),
      ...["pause", "resume", "enable", "disable", "test"].map(
        (verb) => (id: string) => acme.api.post(`/subscriptions/${id}/${verb}`),
      ),
      (id: string) => acme.operator.get(`/tenants/acme/subscriptions/${id}`),
    ];
    for (const call of verbs) {
      const answers = [await call(foreign.id), await call(`sub_${"0".repeat(32)}`)];
      expect(answers.map((one) => [one.status, one.body.detail])).toEqual([
        [404, "There is no such subscription."],
        [404, "There is no such subscription."],
      ]);
    }
  });

  it("is listed newest first, by status and by event", async () => {
    const tenant = await createTenant();
    const one = await createSubscription(tenant.id, { events: ["a.b"] });
    const two = await createSubscription(tenant.id, { events: ["c.*"] });
    await acme.operator.post(`/tenants/${tenant.id}/subscriptions/${one.id}/pause`);
    const ids = async (query: string) =>
      (await acme.operator.get(`/tenants/${tenant.id}/subscriptions${query}`)).body.data.map(
        (row: { id: string }) => row.id,
      );
    expect(await ids("")).toEqual([two.id, one.id]);
    expect(await ids("?status=paused")).toEqual([one.id]);
    expect(await ids("?status=active")).toEqual([two.id]);
    expect(await ids("?event=c.*")).toEqual([two.id]);
  });

  it("is changed only from the version that the caller saw", async () => {
    const { id } = await createSubscription(acme.tenantId);
    const etag = (await acme.api.get(`/subscriptions/${id}`)).headers.get("etag") ?? "";
    const first = await acme.api.patch(`/subscriptions/${id}`, {
      headers: { "if-match": etag },
      body: { description: "mine" },
    });
    expect([first.status, first.body.version, first.headers.get("etag")]).toEqual([200, 2, '"2"']);
    const late = await acme.api.patch(`/subscriptions/${id}`, {
      headers: { "if-match": etag },
      body: { description: "yours" },
    });
    expect([late.status, late.body.code]).toEqual([412, "version_mismatch"]);
    expect((await acme.api.get(`/subscriptions/${id}`)).body.description).toBe("mine");
  });

  it("tells fan-out and the owner of every change, in the change's transaction", async () => {
    const { id } = await createSubscription(acme.tenantId);
    const version = async () =>
      (await prisma().tenant.findUniqueOrThrow({ where: { id: acme.tenantId } })).routingVersion;
    const before = await version();
    await acme.api.patch(`/subscriptions/${id}`, { body: { events: ["x.y"], filter: "data.total > `5`" } });
    await acme.api.post(`/subscriptions/${id}/pause`);
    await acme.api.post(`/subscriptions/${id}/pause`);
    await acme.api.post(`/subscriptions/${id}/resume`);
    await acme.api.delete(`/subscriptions/${id}`);
    expect(await version()).toBe(before + 4);
    const entries = await prisma().auditEntry.findMany({ where: { targetId: id }, orderBy: { id: "asc" } });
    expect(entries.map((entry) => entry.action.split(".")[1])).toEqual([
      "create",
      "update",
      "pause",
      "resume",
      "delete",
    ]);
    expect(entries[1]).toMatchObject({
      before: { events: ["*"] },
      after: { events: ["x.y"], filter: "data.total > `5`" },
    });
    expect(entries[1]?.actor).toMatch(/^key:key_/);
    expect(entries[1]?.address).toBe("127.0.0.1");
  });

  it("keeps the header values that come back masked, and verifies a changed URL before saving it", async () => {
    const created = await createSubscription(acme.tenantId, { headers: { authorization: "Bearer kept", "x-a": "1" } });
    acme.receiver.behave(answer({ status: 404 }), "/moved");
    const body = { url: acme.receiver.url("/moved"), headers: { authorization: "••••", "x-b": "2" } };
    const refused = await acme.api.patch(`/subscriptions/${created.id}`, { body });
    expect(refused.status).toBe(422);
    expect((await acme.api.get(`/subscriptions/${created.id}`)).body).toMatchObject({ version: 1, url: created.url });
    acme.receiver.behave(answer(), "/moved");
    const moved = await acme.api.patch(`/subscriptions/${created.id}`, { body });
    expect(moved.body).toMatchObject({ version: 2, url: body.url, headers: { authorization: "••••", "x-b": "2" } });
    expect(acme.receiver.requests.at(-1)?.headers).toMatchObject({ authorization: "Bearer kept", "x-b": "2" });
    expect(acme.receiver.requests.at(-1)?.headers["x-a"]).toBeUndefined();
  });

  it("is paused, resumed, disabled and enabled, and says so", async () => {
    const { id } = await createSubscription(acme.tenantId);
    const statusAfter = async (verb: string) => (await acme.api.post(`/subscriptions/${id}/${verb}`)).body.status;
    expect([
      await statusAfter("pause"),
      await statusAfter("disable"),
      await statusAfter("enable"),
      await statusAfter("resume"),
    ]).toEqual(["paused", "disabled", "paused", "active"]);
  });

  it("shows its secret on demand, and writes down who looked", async () => {
    const created = await createSubscription(acme.tenantId);
    const shown = await acme.api.get(`/subscriptions/${created.id}/secret`);
    expect(shown.body).toMatchObject({ secret: created.secret, secrets: [created.secret], publicKey: null });
    const entry = await prisma().auditEntry.findFirst({
      where: { targetId: created.id, action: "subscription.reveal_secret" },
    });
    expect(entry?.actor).toMatch(/^key:/);
    const reader = acme.api.as(await createTenantKey(acme.tenantId, { scopes: ["read"] }));
    expect((await reader.get(`/subscriptions/${created.id}/secret`)).status).toBe(403);
  });

  it("is tested with one signed request whose whole result comes back", async () => {
    acme.receiver.behave(answer({ status: 418, body: "teapot" }), "/tea");
    const created = await createSubscription(acme.tenantId, { url: acme.receiver.url("/tea") });
    const tested = await acme.api.post(`/subscriptions/${created.id}/test`);
    expect(tested.status).toBe(200);
    expect(tested.body).toMatchObject({
      outcome: "http_status",
      statusCode: 418,
      responseBody: "teapot",
      responseTruncated: false,
    });
    expect(tested.body.timings.totalMs).toBeGreaterThan(0);
  });

  it("takes its waiting deliveries with it when it is deleted, and leaves the log", async () => {
    const { id: subscriptionId } = await createSubscription(acme.tenantId);
    const waiting = await createDelivery({ tenantId: acme.tenantId, subscriptionId });
    const done = await createDelivery({ tenantId: acme.tenantId, subscriptionId }, { state: "delivered" });
    expect((await acme.api.delete(`/subscriptions/${subscriptionId}`)).status).toBe(204);
    expect((await acme.api.get(`/subscriptions/${subscriptionId}`)).status).toBe(404);
    expect((await acme.api.get(`/deliveries/${waiting.id}`)).body).toMatchObject({
      status: "cancelled",
      nextAttemptAt: null,
    });
    expect((await acme.api.get(`/deliveries/${done.id}`)).body.status).toBe("delivered");
  });
});
