import { expect, test } from "vitest";
import { startApp, usesServer } from "./app";

test("an event starts the functions that have its name, with its data, time and id", async () => {
  const seen: unknown[] = [];
  await using app = await startApp(({ client, named }) => [
    client.createFunction({ id: "a", triggers: [{ event: named("e") }] }, async ({ event, runId, attempt }) => {
      seen.push([event.data, event.id, event.ts, runId.length, attempt]);
      return "done";
    }),
    client.createFunction({ id: "other", triggers: [{ event: named("f") }] }, async () => null),
  ]);
  const ts = Date.now() - 1_000;
  await app.client.send({ name: `${app.client.id}/e`, data: { n: 1 }, id: `${app.client.id}-x`, ts });
  expect(await app.waitForEnds("a")).toMatchObject([{ status: "Completed", result: "done" }]);
  expect(seen).toEqual([[{ n: 1 }, `${app.client.id}-x`, ts, 26, 0]]);
  expect(app.ends("other")).toEqual([]);
});

test("a trigger's condition decides; a missing field is a no", async () => {
  const seen: number[] = [];
  await using app = await startApp(({ client, named }) => [
    client.createFunction(
      { id: "a", triggers: [{ event: named("e"), if: "event.data.n > 1 && event.data.kind == 'x'" }] },
      async ({ event }) => {
        seen.push(event.data.n);
      },
    ),
    client.createFunction({ id: "all", triggers: [{ event: named("e") }] }, async () => null),
  ]);
  const name = `${app.client.id}/e`;
  await app.client.send([
    { name, data: { n: 1, kind: "x" } },
    { name, data: { n: 2, kind: "x" } },
    { name, data: { n: 3 } },
  ]);
  await app.waitForEnds("all", 3);
  await app.waitForEnds("a", 1);
  expect(seen).toEqual([2]);
});

test("a wildcard takes every name below it, and several matching triggers start one run", async () => {
  const seen: string[] = [];
  await using app = await startApp(({ client, named }) => [
    client.createFunction(
      { id: "a", triggers: [{ event: named("*") }, { event: named("user.*") }, { event: named("user.made") }] },
      async ({ event }) => {
        seen.push(event.name.split("/")[1] ?? "");
      },
    ),
  ]);
  const { id } = app.client;
  await app.client.send([
    { name: `${id}/user.made`, data: {} },
    { name: `${id}/user.gone`, data: {} },
    { name: `${id}/other`, data: {} },
  ]);
  await app.waitForEnds("a", 3);
  expect(seen.sort()).toEqual(["other", "user.gone", "user.made"]);
});

test("an event of the future starts its run at its time", async () => {
  let startedAt = 0;
  await using app = await startApp(({ client, named }) => [
    client.createFunction({ id: "a", triggers: [{ event: named("e") }] }, async () => {
      startedAt = Date.now();
    }),
  ]);
  const ts = Date.now() + 2_000;
  await app.client.send({ name: `${app.client.id}/e`, data: {}, ts });
  await app.waitForEnds("a");
  expect(startedAt).toBeGreaterThanOrEqual(ts - 50);
});

test("one event id starts a function once, and each of several functions", async () => {
  await using app = await startApp(({ client, named }) => [
    client.createFunction({ id: "a", triggers: [{ event: named("e") }] }, async ({ event }) => event.data.n),
    client.createFunction({ id: "b", triggers: [{ event: named("e") }] }, async ({ event }) => event.data.n),
  ]);
  const [name, id] = [`${app.client.id}/e`, `${app.client.id}-1`];
  await app.client.send({ name, id, data: { n: 1 } });
  await app.waitForEnds("a");
  await app.client.send({ name, id, data: { n: 2 } });
  await app.client.send({ name, id: `${id}b`, data: { n: 3 } });
  await app.waitForEnds("a", 2);
  await app.waitForEnds("b", 2);
  expect(app.ends("a").map((end) => end.result)).toEqual([1, 3]);
  expect(app.ends("b").map((end) => end.result)).toEqual([1, 3]);
});

// A minute is long; the embedded engine's ticks have tests of their own (crons.test.ts), which turn its clock.
test.runIf(usesServer)("a cron ticks at whole minutes, with the timer's event", { timeout: 90_000 }, async () => {
  const seen: { name: string; data: Record<string, unknown>; at: number }[] = [];
  await using app = await startApp(({ client }) => [
    client.createFunction({ id: "a", triggers: [{ cron: "TZ=Europe/Paris * * * * *" }] }, async ({ event }) => {
      seen.push({ name: event.name, data: event.data as Record<string, unknown>, at: Date.now() });
    }),
  ]);
  await app.until("it ticked", () => seen.length > 0);
  expect(seen[0]).toMatchObject({ name: "inngest/scheduled.timer", data: { cron: "TZ=Europe/Paris * * * * *" } });
  expect((seen[0]?.at ?? 0) % 60_000).toBeLessThan(10_000);
});
