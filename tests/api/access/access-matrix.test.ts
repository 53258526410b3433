import { beforeAll, describe, expect, it } from "vitest";
import { serveApi } from "@/tests/setup/api";
import { type Caller, createWorld, verdictOf, type World } from "./callers";
import { type FoundRoute, fillPath, findRoutes } from "./find-routes";
import { ACCESS_MATRIX, type Rule } from "./matrix";

const server = serveApi();
const routes = await findRoutes();
/** Calls that end a caller or a tenant: everybody is made anew for each caller. */
const SPENDING = new Set(["DELETE /tenants/[tenant]", "DELETE /sessions", "POST /portal-links/leave"]);
/** Reads what everybody may, so a key with `read` may ask although it is a POST. */
const READS = /^POST (?:\/tenants\/\[tenant\])?\/filters\/try$/;
/** Reads the events before it knows their tenants, so they must be right to come that far. */
const PUBLISHES = /^POST (?:\/tenants\/\[tenant\])?\/events$/;
const AN_EVENT = JSON.stringify({ type: "order.created", data: {} });
const NO_TENANT = "There is no such tenant.";
const IDS = { id: `x_${"0".repeat(32)}`, name: "no.such", version: "9" };
let world: World;

beforeAll(async () => {
  world = await createWorld(server.url);
});

interface Call {
  route: FoundRoute;
  caller: Caller;
  tenantId: string;
}

async function call({ route, caller, tenantId }: Call): Promise<{ status: number; detail: unknown }> {
  const path = fillPath(route.path, { ...IDS, tenant: tenantId });
  const withBody = route.verb === "GET" ? {} : { body: PUBLISHES.test(route.name) ? AN_EVENT : "{}" };
  const headers = { ...caller.headers, "content-type": "application/json" };
  const response = await fetch(`${server.url}${path}`, { method: route.verb, headers, ...withBody });
  const text = await response.text();
  const isProblem = response.headers.get("content-type") === "application/problem+json";
  return { status: response.status, detail: isProblem ? JSON.parse(text).detail : null };
}

/** What the caller was told, as the matrix words it; `foreign`: there is no such tenant. */
function wordOf({ status, detail }: { status: number; detail: unknown }): string {
  if (status === 401) return "unauthenticated";
  if (status === 403) return "forbidden";
  if (status >= 500) return `broken (${status})`;
  return status === 404 && detail === NO_TENANT ? "foreign" : "in";
}

interface Try {
  /** Which of the world's callers. */
  at: number;
  isForeign: boolean;
  /** For the message of a failure. */
  who: string;
}

/** Every caller, for the own tenant and, where the path names one, for a foreign one. */
function triesOf({ path }: FoundRoute): Try[] {
  return world.callers.flatMap(({ name }, at) => {
    const own = { at, isForeign: false, who: name };
    return path.includes("[tenant]") ? [own, { at, isForeign: true, who: `${name}, of another tenant` }] : [own];
  });
}

async function tryOut(route: FoundRoute, { at, isForeign, who }: Try): Promise<[string, string]> {
  const caller = world.callers[at] as Caller;
  const tenantId = isForeign ? world.foreignTenantId : world.tenantId;
  return [who, wordOf(await call({ route, caller, tenantId }))];
}

async function oneByOne(route: FoundRoute): Promise<[string, string][]> {
  const told: [string, string][] = [];
  for (const one of triesOf(route)) {
    told.push(await tryOut(route, one));
    world = await createWorld(server.url);
  }
  return told;
}

function expectedOf(route: FoundRoute, { at, isForeign }: Try): string {
  const caller = world.callers[at] as Caller;
  const rule = ACCESS_MATRIX.get(route.name) as Rule;
  const verdict = verdictOf(rule, READS.test(route.name) ? "GET" : route.verb, caller);
  return verdict === "in" && isForeign && caller.role !== "operator" ? "foreign" : verdict;
}

describe("the access matrix", () => {
  it("names every route, and no route that is not there", () => {
    const names = routes.map((route) => route.name);
    expect(names.filter((name) => !ACCESS_MATRIX.has(name))).toEqual([]);
    expect([...ACCESS_MATRIX.keys()].filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(routes.filter((route) => ACCESS_MATRIX.has(route.name)))("holds for $name", async (route) => {
    const tries = triesOf(route);
    const told = await (SPENDING.has(route.name)
      ? oneByOne(route)
      : Promise.all(tries.map((one) => tryOut(route, one))));
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(tries.map((one) => [one.who, expectedOf(route, one)])));
  });

  it("lets no cookie change anything without an Origin of ours", { timeout: 90_000 }, async () => {
    const changes = routes.filter(({ name, verb }) => verb !== "GET" && ACCESS_MATRIX.get(name) !== "public");
    const callers = world.callers.filter(({ name }) => name === "an operator" || name === "a visitor (owner)");
    for (const route of changes) {
      for (const caller of callers) {
        const { cookie = "" } = caller.headers;
        for (const headers of [{ cookie }, { cookie, origin: "null" }, { cookie, origin: "https://evil.example" }]) {
          const { status } = await call({ route, caller: { ...caller, headers }, tenantId: world.tenantId });
          expect([route.name, caller.name, status]).toEqual([route.name, caller.name, 403]);
        }
      }
    }
  });
});
