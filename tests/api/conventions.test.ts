import { describe, expect, it } from "vitest";
import { createOperatorKey, createTenantKey } from "../factories/api-key";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";

const server = serveApi();

describe("every answer", () => {
  it("carries a request id: the caller's own where it is sane, else a new one", async () => {
    const own = await server.api.get("/tenants", { headers: { "x-request-id": "trace-1.a_B" } });
    expect(own.headers.get("x-request-id")).toBe("trace-1.a_B");
    const strange = await server.api.get("/tenants", { headers: { "x-request-id": "<script> alert" } });
    expect(strange.headers.get("x-request-id")).toMatch(/^req_[0-9a-f]{32}$/);
    expect((await server.api.get("/health/live")).headers.get("x-request-id")).toMatch(/^req_/);
  });

  it("is not cached, sniffed or framed", async () => {
    const { headers } = await server.api.get("/tenants");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });
});

describe("another site", () => {
  it("may not read an answer or ask before a change: no answer allows an origin", async () => {
    const origin = "https://evil.example";
    const asked = await fetch(`${server.url}/api/v1/tenants`, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type" },
    });
    const read = await server.api.get("/tenants", { headers: { origin } });
    for (const { headers } of [asked, read])
      expect([...headers.keys()].filter((name) => name.startsWith("access-control-"))).toEqual([]);
  });
});

describe("a refusal", () => {
  it("is problem+json with a stable code and the request's id", async () => {
    const answer = await server.api.get("/tenants/nobody", { headers: { "x-request-id": "r-1" } });
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.body).toEqual({
      type: "/docs/errors#not_found",
      title: "Not found",
      status: 404,
      detail: "There is no such tenant.",
      code: "not_found",
      requestId: "r-1",
      errors: [],
    });
  });

  it.each([
    ["not JSON", "{", {}, 400, "invalid_json"],
    ["not UTF-8 JSON", "", {}, 400, "invalid_json"],
    ["no JSON by its type", "{}", { "content-type": "text/plain" }, 415, "unsupported_media_type"],
    ["too large", `{"name":"${"x".repeat(1_048_577)}"}`, {}, 413, "too_large"],
  ])("tells a body that is %s", async (_what, body, headers, status, code) => {
    const answer = await server.api.post("/tenants", { body, headers });
    expect(answer.status).toBe(status);
    expect(answer.body.code).toBe(code);
  });

  it("is no 500 when text holds what the database cannot", async () => {
    const answers = [
      await server.api.get("/tenants/%ff"),
      await server.api.get("/tenants/%00"),
      await server.api.get("/tenants?externalId=%00"),
      await server.api.post("/tenants", { body: '{"name":"a","externalId":"\\u0000"}' }),
      await server.api.post("/tenants", { body: '{"name":"a","externalId":"\\ud800"}' }),
      await server.api.post("/tenants", { body: '{"name":"a\\ud83d\\ude00"}' }),
      await server.api.post("/event-types", { body: '{"name":"a.b","example":{"\\u0000":1}}' }),
      await server.api.post("/event-types", { body: '{"name":"a.b","example":{"\\udc00":1}}' }),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([404, 404, 400, 400, 400, 201, 400, 400]);
  });

  it.each([202, 5_000, 500_000])(
    "is no 500 when a body is nested %i levels deep, wherever it stands",
    async (levels) => {
      const deep = "[".repeat(levels) + "]".repeat(levels);
      const bodies = {
        "/event-types": `{"name":"a.b","example":${deep}}`,
        "/event-types/import": `{"document":{"openapi":"3.1.0","webhooks":{"a.b":{"post":${deep}}}}}`,
        "/filters/try": `{"filter":"data","events":[{"data":${deep}}]}`,
        "/tenants": deep,
      };
      for (const [path, body] of Object.entries(bodies)) {
        const answer = await server.api.post(path, { body });
        expect([path, answer.status, answer.body.code]).toEqual([path, 400, "invalid_json"]);
      }
    },
  );

  it("names an unknown parameter, an unknown path and a verb that the path has not", async () => {
    const parameter = await server.api.get("/tenants?colour=red");
    expect(parameter.body.errors).toMatchObject([{ path: "colour", code: "unknown_field" }]);
    const path = await server.api.get("/no/such/thing");
    expect([path.status, path.body.code]).toEqual([404, "not_found"]);
    const verb = await server.api.delete("/tenants");
    expect([verb.status, verb.body.code, verb.headers.get("allow")]).toEqual([405, "method_not_allowed", "GET, POST"]);
  });
});

describe("credentials", () => {
  it.each([
    ["none", {}],
    ["a word that is no key", { authorization: "Bearer secret" }],
    ["a key that does not exist", { authorization: "Bearer hs_0123456789012345678901234567890123456789012" }],
    ["another scheme", { authorization: "Basic aGVsbG86d29ybGQ=" }],
  ])("are refused: %s", async (_what, headers) => {
    const answer = await server.api.get("/tenants", { key: null, headers });
    expect(answer.status).toBe(401);
    expect(answer.body.code).toBe("unauthenticated");
    expect(answer.headers.get("www-authenticate")).toContain("Bearer");
  });

  it("with scopes do what those say and no more", async () => {
    const reader = server.api.as(await createOperatorKey({ scopes: ["read"] }));
    expect((await reader.get("/tenants")).status).toBe(200);
    const refused = await reader.post("/tenants", { body: { name: "x" } });
    expect(refused.status).toBe(403);
    expect(refused.body.detail).toContain('"write"');
  });

  it("that have expired are refused, though they were cached while valid", async () => {
    const expiresAt = new Date(Date.now() + 700);
    const api = server.api.as(await createOperatorKey({ expiresAt }));
    expect((await api.get("/tenants")).status).toBe(200);
    await expect.poll(async () => (await api.get("/tenants")).status, { timeout: 3_000 }).toBe(401);
    expect(Date.now()).toBeGreaterThanOrEqual(expiresAt.getTime());
  });

  it("of an operator name the tenant in the path where one is needed", async () => {
    const answer = await server.api.post("/subscriptions", { body: { url: "https://example.com", events: ["*"] } });
    expect([answer.status, answer.body.code]).toEqual([400, "invalid_request"]);
    expect(answer.body.detail).toContain("/tenants/{tenant}/");
  });
});

describe("a list", () => {
  it("pages forth and back without gaps or repeats while rows are added", async () => {
    const before = [];
    for (let i = 0; i < 7; i++) before.unshift((await createTenant()).id);
    const seen: string[] = [];
    const cursors: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null && !before.every((id) => seen.includes(id))) {
      const answer = await server.api.get(`/tenants?limit=3${cursor && `&cursor=${cursor}`}`);
      seen.push(...answer.body.data.map((tenant: { id: string }) => tenant.id));
      cursor = answer.body.nextCursor;
      if (answer.body.prevCursor) cursors.push(answer.body.prevCursor);
      await createTenant();
    }
    expect(seen.slice(0, before.length)).toEqual(before);
    expect(new Set(seen).size).toBe(seen.length);
    const back = await server.api.get(`/tenants?limit=3&cursor=${cursors[0]}`);
    expect(back.body.data.map((tenant: { id: string }) => tenant.id)).toEqual(before.slice(0, 3));
  });

  it("ends with nextCursor null, begins with prevCursor null", async () => {
    const tenant = await createTenant({ externalId: "the-only-one" });
    const answer = await server.api.get("/tenants?externalId=the-only-one");
    expect(answer.body).toEqual({ data: [tenant], nextCursor: null, prevCursor: null });
  });

  it.each(["x", "bjpldnRfMDE", Buffer.from(`n:sub_${"0".repeat(32)}`).toString("base64url")])(
    "refuses the cursor %s",
    async (cursor) => {
      const answer = await server.api.get(`/tenants?cursor=${cursor}`);
      expect([answer.status, answer.body.code]).toEqual([400, "invalid_cursor"]);
    },
  );

  it.each(["0", "201", "many"])("refuses the limit %s", async (limit) => {
    const answer = await server.api.get(`/tenants?limit=${limit}`);
    expect(answer.body.errors).toMatchObject([{ path: "limit" }]);
  });
});

describe("an Idempotency-Key", () => {
  const headers = { "idempotency-key": "order-1" };

  it("answers the first answer again and does the work once", async () => {
    const call = { headers: { "idempotency-key": "first" }, body: { name: "Once" } };
    const first = await server.api.post("/tenants", call);
    const again = await server.api.post("/tenants", call);
    expect(again.status).toBe(201);
    expect(again.body).toEqual({ ...first.body, duplicate: true });
    expect(first.body.duplicate).toBeUndefined();
  });

  it("answers 409 when it comes with another body", async () => {
    await server.api.post("/tenants", { headers, body: { name: "One" } });
    const other = await server.api.post("/tenants", { headers, body: { name: "Two" } });
    expect([other.status, other.body.code]).toEqual([409, "idempotency_mismatch"]);
  });

  it("lets one of ten twins at the same time work; the others get its answer", async () => {
    const call = { headers: { "idempotency-key": "twins" }, body: { name: "Twin" } };
    const answers = await Promise.all(Array.from({ length: 10 }, () => server.api.post("/tenants", call)));
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect(answers.filter((answer) => answer.body.duplicate !== true)).toHaveLength(1);
  });

  it("is free again when the work was refused", async () => {
    await createTenant({ externalId: "taken" });
    const call = { headers: { "idempotency-key": "refused" }, body: { name: "A", externalId: "taken" } };
    expect((await server.api.post("/tenants", call)).status).toBe(409);
    const mended = await server.api.post("/tenants", { ...call, body: { name: "A", externalId: "free" } });
    expect(mended.status).toBe(201);
  });

  it("belongs to one credential and one path", async () => {
    const other = server.api.as(await createOperatorKey());
    const call = { headers: { "idempotency-key": "mine" }, body: { name: "Mine" } };
    const mine = await server.api.post("/tenants", call);
    const theirs = await other.post("/tenants", call);
    expect(theirs.body.id).not.toBe(mine.body.id);
    const tenant = await createTenant();
    const key = await server.api.post(`/tenants/${tenant.id}/api-keys`, { ...call, body: { name: "Mine" } });
    expect(key.status).toBe(201);
  });

  it("must be visible ASCII", async () => {
    const answer = await server.api.post("/tenants", { headers: { "idempotency-key": "a b" }, body: { name: "x" } });
    expect(answer.body.errors).toMatchObject([{ path: "Idempotency-Key" }]);
  });
});

describe("a tenant's key", () => {
  it("gets the same 404 for a foreign tenant's path as for an unknown one, on every verb", async () => {
    const own = await createTenant();
    const foreign = await createTenant();
    const api = server.api.as(await createTenantKey(own.id));
    for (const path of ["/subscriptions", "/events", "/deliveries", "/api-keys", "/audit-log", "/health/undelivered"]) {
      const answers = await Promise.all([api.get(`/tenants/${foreign.id}${path}`), api.get(`/tenants/nobody${path}`)]);
      expect(answers.map((answer) => [answer.status, answer.body.detail])).toEqual([
        [404, "There is no such tenant."],
        [404, "There is no such tenant."],
      ]);
      expect((await api.get(`/tenants/${own.externalId}${path}`)).status).toBe(200);
      expect((await api.get(path)).status).toBe(200);
    }
  });
});
