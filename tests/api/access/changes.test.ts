import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/prisma";
import { createOperatorKey, createTenantKey } from "@/tests/factories/api-key";
import { createTenant } from "@/tests/factories/tenant";
import { serveApi } from "@/tests/setup/api";
import { CHANGES, type Change, type ChangeWorld } from "./changes";
import { type FoundRoute, fillPath, findRoutes } from "./find-routes";
import { ACCESS_MATRIX } from "./matrix";

const server = serveApi();
const BELOW_TENANT = "/tenants/[tenant]/";
const changing = (await findRoutes()).filter(({ verb, name }) => verb !== "GET" && !name.endsWith(" /[...unknown]"));

/** PUT …/partition has no form without the tenant. */
function changeOf({ name }: FoundRoute): Change | undefined {
  return CHANGES[name] ?? CHANGES[name.replace(BELOW_TENANT, "/")];
}

const callable = changing.filter((route) => {
  const change = changeOf(route);
  return change && !(typeof change.writes === "object" && "seeTest" in change.writes);
});

interface Prepared {
  path: string;
  verb: string;
  body: object | undefined;
  headers: Record<string, string>;
}

/** What the call is about, and the credentials it is made with: a person's, the tenant's key, or an operator's. */
async function prepare(route: FoundRoute): Promise<Prepared> {
  const world: ChangeWorld = { api: server.api, tenantId: (await createTenant()).id, origin: server.url };
  const change = changeOf(route) as Change;
  const arranged = (await change.arrange?.(world)) ?? {};
  const body = change.body ?? arranged.body;
  const isOperators = isOperatorsOwn(route);
  const path = fillPath(route.path, { tenant: world.tenantId, ...arranged.params });
  const credentials = arranged.headers ?? (await keyHeaders(isOperators ? null : world.tenantId));
  return { path, verb: route.verb, body, headers: { ...credentials, "x-request-id": requestId() } };
}

let count = 0;
function requestId(): string {
  count += 1;
  return `change-${count}`;
}

/** Below a tenant, and what operators alone may do, is called by an operator; the rest by the tenant itself. */
function isOperatorsOwn({ name }: FoundRoute): boolean {
  return name.includes(" /tenants") || (ACCESS_MATRIX.get(name)?.startsWith("operator") ?? false);
}

async function keyHeaders(tenantId: string | null): Promise<Record<string, string>> {
  const key = tenantId === null ? await createOperatorKey() : await createTenantKey(tenantId);
  return { authorization: `Bearer ${key}` };
}

async function send({ path, verb, body, headers }: Prepared, more: Record<string, string> = {}) {
  const response = await fetch(`${server.url}${path}`, {
    method: verb,
    headers: { "content-type": "application/json", ...headers, ...more },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : JSON.parse(text) };
}

function entriesOf(requestIds: string) {
  const select = { action: true, actor: true, before: true, after: true, address: true };
  return prisma().auditEntry.findMany({ where: { requestId: requestIds }, select });
}

/** What is made or begins was nothing before; an account's own password is nothing to show. */
const NOTHING_BEFORE = /\.(create|import|start|end|end_all|set_up|change_password|reset_password)$/;
const NOTHING_AFTER = /\.(delete|end)$/;
/** Keys, signing secrets, one-time tokens and the passwords and header values of these tests, in the clear. */
const SECRET = /whsec_|whsk_|hs_[A-Za-z0-9_-]{20}|token=|correct horse battery|passwordHash|\$argon2|Bearer /;

describe("a route that changes something", () => {
  it("has a line in the table of changes, and no line is of a route that is not there", () => {
    expect(changing.filter((route) => !changeOf(route)).map(({ name }) => name)).toEqual([]);
    const known = changing.flatMap(({ name }) => [name, name.replace(BELOW_TENANT, "/")]);
    expect(Object.keys(CHANGES).filter((name) => !known.includes(name))).toEqual([]);
  });

  it.each(callable)("writes who did it into the audit log: $name", async (route) => {
    const call = await prepare(route);
    const answer = await send(call);
    expect([answer.status, answer.body?.detail]).toEqual([expect.toSatisfy((status) => status < 300), undefined]);
    const { writes } = changeOf(route) as Change;
    const entries = await entriesOf(call.headers["x-request-id"] ?? "");
    expect(entries.map(({ action }) => action)).toEqual(typeof writes === "string" ? [writes] : []);
    for (const { action, actor, address, before, after } of entries) {
      expect(actor).toMatch(/^(key|user|portal-link|anonymous)/);
      const isFirst = NOTHING_BEFORE.test(action) || route.name.endsWith("/events/[id]/replay");
      expect([action, address, before === null]).toEqual([action, "127.0.0.1", isFirst]);
      expect([action, after === null]).toEqual([action, NOTHING_AFTER.test(action)]);
      expect(JSON.stringify([before, after])).not.toMatch(SECRET);
    }
  });

  const posts = callable.filter(({ verb, name }) => verb === "POST" && ACCESS_MATRIX.get(name) !== "public");
  it.each(posts)("does it once for an Idempotency-Key: $name", async (route) => {
    const call = await prepare(route);
    const first = await send(call, { "idempotency-key": "once" });
    const again = await send(call, { "idempotency-key": "once" });
    expect([again.status, again.body.duplicate]).toEqual([first.status, true]);
    if (typeof first.body.id === "string") expect(again.body.id).toBe(first.body.id);
    const { writes } = changeOf(route) as Change;
    expect(await entriesOf(call.headers["x-request-id"] ?? "")).toHaveLength(typeof writes === "string" ? 1 : 0);
    const other = await send({ ...call, body: { ...call.body, other: 1 } }, { "idempotency-key": "once" });
    expect([400, 409]).toContain(other.status);
  });

  it("that needs more than a call has a test of its own which looks at the entry", () => {
    for (const { writes } of Object.values(CHANGES)) {
      if (typeof writes === "string" || !("seeTest" in writes)) continue;
      expect(readFileSync(`tests/api/${writes.seeTest}`, "utf8")).toMatch(/auditEntry|audit-log/);
    }
  });
});
