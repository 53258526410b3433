import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTenantKey } from "../factories/api-key";
import { createEvent } from "../factories/event";
import { createTenant } from "../factories/tenant";
import { type Receiver, startReceiver } from "../receiver";
import { serveApi } from "../setup/api";

const server = serveApi();
let receiver: Receiver;
let tenant: { id: string };
let key: string;

beforeAll(async () => {
  receiver = await startReceiver();
  tenant = await createTenant();
  key = await createTenantKey(tenant.id);
});
afterAll(() => receiver.stop());

async function call(method: string, path: string, body?: unknown, bearer = key) {
  const response = await fetch(`${server.url}/webhooks${path}`, {
    method,
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : JSON.parse(text) };
}

describe("a REST hook", () => {
  it("is subscribed without a request to its URL, is a subscription like any other, and unsubscribed", async () => {
    const made = await call("POST", "/subscribe", {
      targetUrl: receiver.url("/zap"),
      events: ["order.*"],
      filter: "data.a",
    });
    expect(made).toEqual({
      status: 201,
      body: { id: expect.stringMatching(/^sub_/), secret: expect.stringMatching(/^whsec_/) },
    });
    expect(receiver.requests).toHaveLength(0);
    const shown = await server.api.get(`/subscriptions/${made.body.id}`);
    expect(shown.body).toMatchObject({ tenantId: tenant.id, events: ["order.*"], filter: "data.a", verifiedAt: null });
    const stranger = await createTenantKey((await createTenant()).id);
    expect((await call("DELETE", `/${made.body.id}`, undefined, stranger)).status).toBe(404);
    expect((await call("DELETE", `/${made.body.id}`)).status).toBe(204);
    expect((await call("DELETE", `/${made.body.id}`)).status).toBe(404);
  });

  it.each([
    [{ events: ["*"] }, 400, "targetUrl"],
    [{ targetUrl: "nothing", events: ["*"] }, 400, "targetUrl"],
    [{ targetUrl: "http://10.1.2.3/", events: ["*"] }, 400, "targetUrl"],
    [{ targetUrl: "https://127.0.0.1:1/", events: ["*"] }, 422, "targetUrl"],
    [{ targetUrl: "https://127.0.0.1:1/", events: [] }, 400, "events"],
    [{ targetUrl: "https://127.0.0.1:1/", events: ["a b"] }, 400, "events[0]"],
    [{ targetUrl: "https://127.0.0.1:1/", events: ["*"], filter: "a[" }, 400, "filter"],
    [{ targetUrl: "https://127.0.0.1:1/", events: ["*"], colour: 1 }, 400, "colour"],
  ])("refuses %j by its field", async (body, status, path) => {
    const answer = await call("POST", "/subscribe", body);
    expect([answer.status, answer.body.errors[0].path]).toEqual([status, path]);
  });

  it("is for tenants: an operator's key has none, no key is no caller", async () => {
    const body = { targetUrl: receiver.url(), events: ["*"] };
    expect((await call("POST", "/subscribe", body, "hs_0123456789012345678901234567890123456789012")).status).toBe(401);
    const response = await fetch(`${server.url}/webhooks/subscribe`, { method: "POST", body: "{}" });
    expect(response.status).toBe(401);
  });
});

describe("samples", () => {
  it("are the tenant's own recent events, as a hook gets them", async () => {
    const { id } = await createEvent(tenant.id, { type: "order.paid", data: '{"n":1}' });
    await createEvent((await createTenant()).id, { type: "order.paid", data: '{"n":2}' });
    const expected = [{ id, type: "order.paid", version: "1", data: { n: 1 }, sequence: 1, source: null }];
    expect((await call("GET", "/samples/order.paid")).body.data).toMatchObject(expected);
    expect((await call("GET", "/samples/order.*")).body.data).toMatchObject(expected);
  });

  it("are the catalogue's example where nothing happened yet, and none where there is no example", async () => {
    await server.api.post("/event-types", { body: { name: "never.happened", schema: null, example: { a: 1 } } });
    expect((await call("GET", "/samples/never.happened")).body.data).toMatchObject([
      { type: "never.happened", data: { a: 1 } },
    ]);
    expect((await call("GET", "/samples/un.known")).body.data).toEqual([]);
  });
});
