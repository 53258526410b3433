import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { serveApi } from "@/tests/setup/api";
import { type Caller, createWorld, verdictOf, type World } from "./callers";
import { type FoundRoute, fillPath, findRoutes } from "./find-routes";
import { ACCESS_MATRIX } from "./matrix";

const server = serveApi();
let world: World;

beforeAll(async () => {
  world = await createWorld(server.url);
});

type Shape = Record<string, z.ZodType>;

function shapeOf({ operation }: FoundRoute): Shape | null {
  const body: unknown = operation.body instanceof z.ZodPrefault ? operation.body.unwrap() : operation.body;
  return body instanceof z.ZodObject ? (body.shape as Shape) : null;
}

/** Publishing reads its events by a reader of its own (tests/api/events.test.ts). */
const withFields = (await findRoutes()).flatMap((route) => {
  const shape = route.name.endsWith(" /events") || route.name.endsWith("]/events") ? null : shapeOf(route);
  return shape === null ? [] : [{ ...route, shape }];
});

/** Of these one is wrong for nearly every field; what takes anything has no wrong value. */
const CANDIDATES: unknown[] = [{ $: 1 }, 7.5, [[]], "\u0001", null];

function wrongValueFor(schema: z.ZodType): unknown {
  return CANDIDATES.find((candidate) => !schema.safeParse(candidate).success);
}

/** Somebody who may call it: the tenant itself, unless the path names one. */
function callerOf({ name, verb }: FoundRoute): Caller {
  const rule = ACCESS_MATRIX.get(name) ?? "public";
  const isIn = (caller: Caller) => verdictOf(rule, verb, caller) === "in";
  const own = world.callers.find((caller) => caller.role !== "operator" && isIn(caller));
  const found = (name.includes("/tenants/") ? null : own) ?? world.callers.find(isIn);
  return found as Caller;
}

async function send(route: FoundRoute, body: object) {
  const path = fillPath(route.path, { tenant: world.tenantId, id: `x_${"0".repeat(32)}`, name: "a.b", version: "1" });
  const headers = { ...callerOf(route).headers, "content-type": "application/json" };
  const response = await fetch(`${server.url}${path}`, { method: route.verb, headers, body: JSON.stringify(body) });
  const problem = (await response.json()) as { errors?: { path: string; code: string; message: string }[] };
  return { status: response.status, errors: problem.errors ?? [] };
}

describe.each(withFields)("$name", (route) => {
  it("names each field that has a wrong value, each that is missing, and each that it does not know", async () => {
    for (const [field, schema] of Object.entries(route.shape)) {
      const wrong = wrongValueFor(schema);
      if (wrong === undefined) continue;
      const { status, errors } = await send(route, { [field]: wrong });
      const isNamed = errors.some(
        ({ path }) => path === field || path.startsWith(`${field}[`) || path.startsWith(`${field}.`),
      );
      expect([field, status, isNamed]).toEqual([field, 400, true]);
    }
    const required = Object.entries(route.shape).filter(([, schema]) => !schema.safeParse(undefined).success);
    const { errors } = await send(route, { colour: "red" });
    expect(errors).toContainEqual(expect.objectContaining({ path: "colour", code: "unknown_field" }));
    for (const [field] of required)
      expect(errors).toContainEqual(expect.objectContaining({ path: field, code: "required" }));
  });
});
