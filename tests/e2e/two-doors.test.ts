import { expect, it } from "vitest";
import { startApp } from "../setup/app";
import { startPlainNext } from "../setup/plain-next";

const BODIES = [
  '{"type":"a.b","data":1.0}',
  '{"type":"a.b","data":{},"externalId":"x","deliverAt":"2020-01-01T00:00:00Z"}',
  '{"events":[{"type":"a.b","data":null},{"type":"a.c","data":[1]}]}',
  '{"data":{}}',
  "{",
  '{"events":[]}',
  '{"type":"a.b","data":{},"extra":1}',
  '{"type":"not a type","data":{}}',
  `{"type":"a.b","data":"${"x".repeat(1_100_000)}"}`,
];

const HEADERS = [
  "content-type",
  "x-request-id",
  "cache-control",
  "content-security-policy",
  "referrer-policy",
  "x-content-type-options",
  "www-authenticate",
  "ratelimit-limit",
];

it("the custom server's fast door and the route file answer every publish alike", async () => {
  const app = await startApp();
  const next = await startPlainNext({ HOOKSWITCH_OPERATOR_KEY: app.operatorKey });
  await app.call("POST", "/api/v1/tenants", { externalId: "doors", name: "Doors" });

  async function post(url: string, init: { body: string; type?: string; key?: string }) {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        authorization: `Bearer ${init.key ?? app.operatorKey}`,
        "content-type": init.type ?? "application/json",
        "x-request-id": "same",
      },
      body: init.body,
    });
    const text = (await response.text()).replace(/evt_[0-9a-f]{32}/g, "evt_…");
    const headers = HEADERS.map((name) => response.headers.get(name));
    return { status: response.status, headers, text };
  }

  for (const path of ["/api/v1/tenants/doors/events", "/api/v1/tenants/nobody/events", "/api/v1/events"]) {
    for (const body of BODIES) {
      const fast = await post(`${app.url}${path}`, { body });
      // An externalId that the other door has just seen is a duplicate, whichever door came first.
      const slow = await post(`${next.url}${path}`, { body: body.replace('"externalId":"x"', '"externalId":"y"') });
      expect(slow, `${path} ${body.slice(0, 60)}`).toEqual(fast);
    }
  }
  const path = "/api/v1/tenants/doors/events";
  for (const init of [
    { body: "{}", type: "text/plain" },
    { body: "{}", key: "hs_unknown_unknown_unknown" },
  ]) {
    expect(await post(`${next.url}${path}`, init)).toEqual(await post(`${app.url}${path}`, init));
  }
  await next.stop();
  await app.stop();
});
