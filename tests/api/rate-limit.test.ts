import { describe, expect, it, vi } from "vitest";
import { createOperatorKey, createTenantKey } from "../factories/api-key";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";
import type { Answer } from "../setup/api-client";

// Ten requests a burst: one a second over the window of ten seconds.
vi.hoisted(() => {
  process.env.HOOKSWITCH_RATE_LIMIT = "1";
  process.env.HOOKSWITCH_PUBLISH_RATE_LIMIT = "1";
});

const server = serveApi();
const BURST = 10;

function repeat(times: number, call: () => Promise<Answer>): Promise<Answer[]> {
  return Promise.all(Array.from({ length: times }, call));
}

const statusesOf = (answers: Answer[]) => answers.map((answer) => answer.status).toSorted();

describe("the limit of requests", () => {
  it("lets a burst through, then answers 429 with when to come back, and counts down on every answer", async () => {
    const api = server.api.as(await createOperatorKey());
    const first = await api.get("/tenants");
    expect(first.headers.get("ratelimit-limit")).toBe("10");
    expect(first.headers.get("ratelimit-remaining")).toBe("9");
    expect(Number(first.headers.get("ratelimit-reset"))).toBeGreaterThanOrEqual(1);
    const answers = await repeat(BURST + 5, () => api.get("/tenants"));
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(1);
    for (const { body, headers } of refused) {
      expect(body.code).toBe("rate_limited");
      expect(Number(headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
      expect(headers.get("ratelimit-remaining")).toBe("0");
    }
  });

  it("is each key's own, so one that asks too much stops no other", async () => {
    const [greedy, modest] = [server.api.as(await createOperatorKey()), server.api.as(await createOperatorKey())];
    expect(statusesOf(await repeat(BURST * 3, () => greedy.get("/tenants")))).toContain(429);
    expect((await modest.get("/tenants")).status).toBe(200);
  });

  it("counts a tenant's keys together, too", async () => {
    const tenant = await createTenant();
    const keys = await Promise.all([1, 2, 3].map(() => createTenantKey(tenant.id)));
    const answers = await Promise.all(keys.map((key) => repeat(BURST, () => server.api.as(key).get("/subscriptions"))));
    expect(statusesOf(answers.flat())).toContain(429);
    const other = server.api.as(await createTenantKey((await createTenant()).id));
    expect((await other.get("/subscriptions")).status).toBe(200);
  });

  it("counts publishing by itself: who reads too much can still publish", async () => {
    const tenant = await createTenant();
    const api = server.api.as(await createTenantKey(tenant.id));
    const event = { body: { type: "a.b", data: {} } };
    expect(statusesOf(await repeat(BURST * 2, () => api.get("/subscriptions")))).toContain(429);
    const published = await api.post("/events", event);
    expect([published.status, published.headers.get("ratelimit-limit")]).toEqual([202, "10"]);
    const answers = await repeat(BURST * 2, () => api.post("/events", event));
    expect(statusesOf(answers)).toContain(429);
    expect(answers.find((answer) => answer.status === 429)?.headers.get("retry-after")).not.toBeNull();
  });

  it("holds for calls without credentials by address", async () => {
    const answers = await repeat(250, () => server.api.get("/settings/public", { key: null }));
    expect(new Set(statusesOf(answers))).toEqual(new Set([200, 429]));
  });
});
