import { describe, expect, it } from "vitest";
import { callApi } from "@/lib/client/api";
import { apiQuery } from "@/lib/client/api-query";
import { addressOf } from "@/lib/client/operation";

describe("the address of an operation", () => {
  it("stands within the tenant that an operator looks at, and without one within none", () => {
    const operation = "POST /api/v1/subscriptions/{id}/pause";
    const path = { id: "sub_1" };
    expect(addressOf(operation, { tenantId: "ten_1", path })).toEqual({
      verb: "POST",
      url: "/api/v1/tenants/ten_1/subscriptions/sub_1/pause",
    });
    expect(addressOf(operation, { tenantId: null, path }).url).toBe("/api/v1/subscriptions/sub_1/pause");
    expect(addressOf(operation, { path }).url).toBe("/api/v1/subscriptions/sub_1/pause");
  });

  it("escapes what stands in it: nothing given leads to another resource", () => {
    const { url } = addressOf("GET /api/v1/event-types/{name}", { tenantId: "a/b", path: { name: "../tenants?x=1" } });
    expect(url).toBe("/api/v1/tenants/a%2Fb/event-types/..%2Ftenants%3Fx%3D1");
  });
});

describe("a part of a path", () => {
  it.each(["", ".", ".."])("is refused where it would make another path of it: %j", (id) => {
    expect(() => addressOf("DELETE /api/v1/sessions/{id}", { path: { id } })).toThrow("{id}");
  });
});

describe("what a page reads", () => {
  it("asks with what the filters hold at each look", () => {
    let limit = 1;
    const query = apiQuery("GET /api/v1/events", { key: ["events"], tenantId: null, query: () => ({ limit }) });
    limit = 2;
    expect([query.path, query.query?.()]).toEqual(["/api/v1/events", { limit: 2 }]);
  });
});

it("does not compile with what the OpenAPI document does not have; a line that did would be an unused expectation", () => {
  const neverCalled = [
    // @ts-expect-error no such path
    () => callApi("GET /api/v1/nothing", {}),
    // @ts-expect-error no such verb there
    () => callApi("PUT /api/v1/subscriptions/{id}", { path: { id: "sub_1" } }),
    // @ts-expect-error the path's parameter is missing
    () => callApi("GET /api/v1/subscriptions/{id}", {}),
    // @ts-expect-error it has another name
    () => callApi("GET /api/v1/subscriptions/{id}", { path: { name: "sub_1" } }),
    // @ts-expect-error no such parameter in the query
    () => callApi("GET /api/v1/deliveries", { query: { state: "dead" } }),
    // @ts-expect-error no text in it is a list
    () => callApi("GET /api/v1/deliveries", { query: { status: ["dead"] } }),
    // @ts-expect-error it takes no query
    () => callApi("GET /api/v1/settings", { query: { limit: 1 } }),
    // @ts-expect-error the body is missing
    () => callApi("POST /api/v1/subscriptions", {}),
    // @ts-expect-error a field that the body has to have is missing
    () => callApi("POST /api/v1/events/{id}/replay", { path: { id: "evt_1" }, body: {} }),
    // @ts-expect-error a field that the body does not have
    () => callApi("PATCH /api/v1/members/{id}", { path: { id: "usr_1" }, body: { role: "owner", admin: true } }),
    // @ts-expect-error it takes no body
    () => callApi("DELETE /api/v1/tenants/{tenant}", { path: { tenant: "ten_1" }, body: {} }),
    // @ts-expect-error there is none of a tenant's own
    () => callApi("GET /api/v1/settings", { tenantId: "ten_1" }),
    // @ts-expect-error the answer has no such field
    async () => (await callApi("GET /api/v1/settings", {})).colour,
    // @ts-expect-error what changes something is not what a page reads
    () => apiQuery("POST /api/v1/replays", { key: [] }),
  ];
  expect(neverCalled).toHaveLength(14);
});
