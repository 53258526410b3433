import { expect, test } from "vitest";
import { EMBEDDED_URL, embeddedFetch } from "@/inngest/embedded/fetch";
import { pool } from "@/lib/prisma";
import { newClient, readRuns, startEngine, waitForEnds, waitForQuiet } from "./harness";

test("one event id starts a function once, however often and through whichever engine it comes", async () => {
  const client = newClient();
  let calls = 0;
  const once = client.createFunction({ id: "once", triggers: [{ event: "t/once" }] }, async () => {
    calls++;
  });
  const twice = client.createFunction(
    { id: "two-triggers", triggers: [{ event: "t/once" }, { event: "t/*" }] },
    async () => null,
  );
  await using _a = await startEngine(client, [once, twice]);
  await using _b = await startEngine(newClient(), [once, twice]);

  await Promise.all(Array.from({ length: 10 }, () => client.send({ id: "same", name: "t/once" })));
  await client.send({ id: "same", name: "t/once" });
  await client.send({ id: "other", name: "t/once" });

  await waitForEnds("once", 2);
  await waitForQuiet();
  expect(calls).toBe(2);
  expect(await readRuns("once")).toHaveLength(2);
  expect(await readRuns("two-triggers")).toHaveLength(2);
});

test("of events with one id in one request the first counts, for each function that it starts", async () => {
  const client = newClient();
  const any = client.createFunction({ id: "any", triggers: [{ event: "t/equal" }] }, async ({ event }) => event.data.n);
  const later = client.createFunction(
    { id: "later-ones", triggers: [{ event: "t/equal", if: "event.data.n > 1" }] },
    async ({ event }) => event.data.n,
  );
  await using _ = await startEngine(client, [any, later]);

  await client.send([1, 2, 3].map((n) => ({ id: "equal", name: "t/equal", data: { n } })));

  await waitForEnds("any", 1);
  await waitForEnds("later-ones", 1);
  await waitForQuiet();
  expect((await readRuns("any")).map((run) => run.output)).toEqual([1]);
  expect((await readRuns("later-ones")).map((run) => run.output)).toEqual([2]);
});

test("an event of the future starts its run at its time, not before", async () => {
  const client = newClient();
  let startedAt = 0;
  const fn = client.createFunction({ id: "later", triggers: [{ event: "t/later" }] }, async () => {
    startedAt = Date.now();
  });
  await using _ = await startEngine(client, [fn]);
  const ts = Date.now() + 1_200;

  await client.send({ name: "t/later", ts });

  await waitForEnds("later", 1);
  expect(startedAt).toBeGreaterThanOrEqual(ts);
  expect(startedAt).toBeLessThan(ts + 500);
});

test("triggers match by exact name, by wildcard and by condition; a missing field is a no", async () => {
  const client = newClient();
  const heard: string[] = [];
  const listen = (id: string, trigger: { event: string; if?: string }) =>
    client.createFunction({ id, triggers: [trigger] }, async ({ event }) => {
      heard.push(`${id} ${event.name} ${event.data.n}`);
    });
  const functions = [
    listen("exact", { event: "m/user.created" }),
    listen("dot", { event: "m/user.*" }),
    listen("slash", { event: "m/*" }),
    listen("condition", { event: "m/user.created", if: "event.data.n > 1 && event.data.deep.x == 'y'" }),
  ];
  await using _ = await startEngine(client, functions);

  await client.send([
    { name: "m/user.created", data: { n: 1, deep: { x: "y" } } },
    { name: "m/user.created", data: { n: 2, deep: { x: "y" } } },
    { name: "m/user.created", data: { n: 3 } },
    { name: "m/users", data: { n: 4 } },
    { name: "mm/user.created", data: { n: 5 } },
  ]);

  await waitForQuiet();
  expect(heard.sort()).toEqual([
    "condition m/user.created 2",
    "dot m/user.created 1",
    "dot m/user.created 2",
    "dot m/user.created 3",
    "exact m/user.created 1",
    "exact m/user.created 2",
    "exact m/user.created 3",
    "slash m/user.created 1",
    "slash m/user.created 2",
    "slash m/user.created 3",
    "slash m/users 4",
  ]);
});

test("a process that knows no functions can send; a worker that starts later runs them", async () => {
  const sender = newClient();
  const { ids } = await sender.send({ id: "mine", name: "t/early", data: { n: 1 } });
  expect(ids[0]).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);

  const client = newClient();
  const fn = client.createFunction({ id: "early", triggers: [{ event: "t/early" }] }, async ({ event }) => [
    event.id,
    event.data.n,
  ]);
  await using _ = await startEngine(client, [fn]);

  const [run] = await waitForEnds("early", 1);
  expect(run?.output).toEqual(["mine", 1]);
});

test("a repeated request with the same seed inserts nothing and has the same ids", async () => {
  const post = async () => {
    const response = await embeddedFetch(`${EMBEDDED_URL}/e/key`, {
      method: "POST",
      headers: { "x-inngest-event-id-seed": "1795321302365,OAycOM/P/TZ7sA==" },
      body: JSON.stringify([{ name: "t/seed" }, { name: "t/seed" }]),
    });
    return response.json();
  };

  const [first, second] = [await post(), await post()];

  expect(first).toMatchObject({ status: 200 });
  expect(first.ids[0].slice(0, 10)).toBe("01M80QT3AX");
  expect(second).toEqual(first);
  const { rows } = await pool().query("select count(*)::int as n from engine_events where name = 't/seed'");
  expect(rows[0].n).toBe(2);
});

test.each([
  ["an empty name", { name: "" }, "event 1: name must not be empty"],
  ["a reserved name", { name: "inngest/x" }, "event 1: name must not start with inngest/"],
  ["a time before 1980", { name: "t/x", ts: 5 }, "event 1: ts must lie between 1980 and 2100"],
  ["data that is no object", { name: "t/x", data: 5 }, "event 1: data"],
])("a request with %s is refused as a whole", async (_what, bad, message) => {
  const response = await embeddedFetch(`${EMBEDDED_URL}/e/key`, {
    method: "POST",
    body: JSON.stringify([{ name: "t/refused" }, bad]),
  });

  expect(response.status).toBe(400);
  expect((await response.json()).error).toContain(message);
  const { rows } = await pool().query("select count(*)::int as n from engine_events where name = 't/refused'");
  expect(rows[0].n).toBe(0);
});

test("a route that the engine does not have is a 404 that says so", async () => {
  const response = await embeddedFetch(`${EMBEDDED_URL}/v1/signals`, { method: "POST", body: "{}" });
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({ status: 404, error: "The embedded engine has no POST /v1/signals." });
});
