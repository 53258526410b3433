import { beforeAll, describe, expect, it } from "vitest";
import { createTenantKey } from "../factories/api-key";
import { createEvent } from "../factories/event";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";
import type { ApiClient } from "../setup/api-client";

const server = serveApi();
let api: ApiClient;
let tenantId: string;

beforeAll(async () => {
  tenantId = (await createTenant()).id;
  api = server.api.as(await createTenantKey(tenantId));
  for (let n = 1; n <= 25; n += 1) await createEvent(tenantId, { type: "order.made", data: `{"n":${n}}` });
  await createEvent(tenantId, { type: "order.item.added", data: '{"n":100}' });
  await createEvent((await createTenant()).id, { type: "order.made", data: '{"n":9999}' });
});

const attempt = (body: object) => api.post("/filters/try", { body });

describe("a filter", () => {
  it("is tried on the caller's own last 20 events of a type, newest first", async () => {
    const { body } = await attempt({ filter: "data.n > `20`", recent: { type: "order.made" } });
    expect(body.error).toBeNull();
    expect(body.results).toHaveLength(20);
    expect(body.results.map((one: { outcome: string }) => one.outcome)).toEqual([
      ...Array(5).fill("true"),
      ...Array(15).fill("false"),
    ]);
    expect(body.results[0]).toMatchObject({
      value: true,
      reason: null,
      event: { type: "order.made", id: expect.any(String) },
    });
  });

  it("is tried on those of a pattern, and shows what it says of each", async () => {
    const { body } = await attempt({ filter: "data.n", recent: { type: "order.*", limit: 2 } });
    expect(body.results).toMatchObject([
      { outcome: "true", value: 100, event: { type: "order.item.added" } },
      { outcome: "true", value: 25, event: { type: "order.made" } },
    ]);
  });

  it("is tried on events that are given, as a consumer gets them", async () => {
    const { body } = await attempt({ filter: "type == 'a.b'", events: [{ type: "a.b" }, { type: "c" }] });
    expect(body.results).toEqual([
      { outcome: "true", value: true, reason: null, event: null },
      { outcome: "false", value: false, reason: null, event: null },
    ]);
  });

  it("that does not parse says where", async () => {
    const { status, body } = await attempt({ filter: "data.[", recent: {} });
    expect(status).toBe(200);
    expect(body).toMatchObject({ error: { message: expect.any(String), position: expect.any(Number) }, results: [] });
  });

  it("that costs too much on an event fails there, and says so", async () => {
    const filter = `a[?${Array.from({ length: 20 }, (_, n) => `@ > \`${n + 9}\``).join(" || ")}]`;
    const { body } = await attempt({ filter, events: [{ a: Array(100_000).fill(1) }, { a: [30] }] });
    expect(body.results).toMatchObject([
      { outcome: "failed", reason: expect.stringContaining("steps") },
      { outcome: "true", value: [30] },
    ]);
  });

  it("does not show values that are long", async () => {
    const { body } = await attempt({ filter: "a", events: [{ a: "x".repeat(5_000) }] });
    expect(body.results).toEqual([{ outcome: "true", value: null, reason: null, event: null }]);
  });

  it.each([
    [{}, "filter"],
    [{ filter: "" }, "filter"],
    [{ filter: "a", recent: { limit: 21 } }, "recent.limit"],
    [{ filter: "a", recent: { type: "a b" } }, "recent.type"],
    [{ filter: "a", events: [1] }, "events[0]"],
    [{ filter: "a", colour: 1 }, "colour"],
  ])("refuses %j by its field", async (body, path) => {
    const answer = await attempt(body);
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, path]);
  });
});
