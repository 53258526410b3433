import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { serveApi } from "../setup/api";
import { fitting, unfitting } from "./openapi/arbitrary";
import { findFault, type Listed, listOperations } from "./openapi/document";
import { createWorld, type World } from "./openapi/world";

/** Changes every so often on purpose; a failure names it and the request. */
const SEED = 20_261_125;
const RUNS = 3;
const OPERATIONS = listOperations();

/** Answers by status. */
const counts = new Map<number, number>();

const server = serveApi();
let world: World;

beforeAll(async () => {
  world = await createWorld(server.url);
});

describe("requests that were made from the document", () => {
  it.each(OPERATIONS.map((listed) => [listed.verb, listed.path, listed] as const))(
    "get no 5xx and answers of the declared form: %s %s",
    async (_verb, _path, listed) => {
      const { operation } = listed;
      const schema = operation.requestBody?.content["application/json"].schema;
      const bodies = schema ? fc.oneof(fitting(schema), unfitting(schema)) : fc.constant(undefined);
      const property = fc.asyncProperty(bodies, queryOf(listed), fc.boolean(), async (body, query, isThere) => {
        const path = isThere ? await world.fill(listed) : listed.path.replace(/\{\w+\}/g, "unknown-1");
        const answer = await send(listed, { path: path + query, body });
        counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1);
        expect([answer.status < 500 ? "" : answer.text, findFault(listed, answer)]).toEqual(["", null]);
      });
      await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: true });
    },
  );

  it("were of every kind: some were taken, some refused as invalid, some as unknown", () => {
    const countOf = (wanted: (status: number) => boolean) =>
      [...counts].filter(([status]) => wanted(status)).reduce((sum, [, count]) => sum + count, 0);
    expect(countOf((status) => status < 300)).toBeGreaterThan(OPERATIONS.length / 3);
    expect(countOf((status) => status === 400)).toBeGreaterThan(OPERATIONS.length / 3);
    expect(countOf((status) => status === 404)).toBeGreaterThan(OPERATIONS.length / 10);
  });
});

/** A query that fits, or one with a value of another kind or a parameter that does not exist. */
function queryOf({ operation }: Listed): fc.Arbitrary<string> {
  const parameters = operation.parameters.filter((one) => one.in === "query");
  if (parameters.length === 0) return fc.constantFrom("", "?colour=red");
  const values = parameters.map(({ name, schema }) =>
    fc
      .option(fc.oneof(fitting(schema), fc.constantFrom("-1", "x", "%00", "9".repeat(400))), { nil: undefined })
      .map((value) => [name, value] as const),
  );
  return fc.tuple(...values).map((pairs) => {
    const given = pairs.filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)]);
    return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
  });
}

async function send(listed: Listed, { path, body }: { path: string; body: unknown }) {
  const headers = await world.headersFor(listed);
  const response = await fetch(server.url + path, {
    method: listed.verb,
    headers: { ...headers, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text(), type: response.headers.get("content-type") ?? "" };
}
