import { expect, test } from "vitest";
import { startApp } from "./app";

const DATA = { n: 2, s: "a", none: null, list: [1, 5], flag: true, deep: { x: 1 } };

/** Conditions over an event of that data, by whether they hold. A missing field is nothing, and never an error. */
const CONDITIONS: readonly [condition: string, holds: boolean][] = [
  ["event.data.missing == 1", false],
  ["event.data.missing == null", true],
  ["event.data.missing == event.data.absent", false],
  ["event.data.missing != 'x'", true],
  ["event.data.missing != null", false],
  ["event.data.missing != 'x' && event.data.n == 2", true],
  ["event.data.missing.deeper == null", true],
  ["event.data.missing < 5", true],
  ["event.data.missing > 5", false],
  ["5 < event.data.missing", false],
  ["5 > event.data.missing", true],
  ["event.data.missing", false],
  ["!event.data.missing", false],
  ["event.data.missing || event.data.flag", true],
  ["event.data.missing == 1 || event.data.s == 'a'", true],
  ["event.data.missing in ['a', 'b']", false],
  ["event.data.missing.startsWith('a')", false],
  ["!event.data.missing.startsWith('a')", true],
  ["size(event.data.missing) == 0", true],
  ["event.data.s + event.data.missing == 'a'", true],
  ["(event.data.missing ? 1 : 2) == 2", true],
  ["has(event.data.missing)", false],
  ["has(event.data.deep.x)", true],
  ["event.data.list[7] == null", true],
  ["event.data.none == null", true],
  ["event.data.none != 'x'", true],
  ["event.data.none < 1", true],
  ["event.data.none >= 1", false],
  ["event.data.s == 1", false],
  ["event.data.s != 1", true],
  ["event.data.s > 1", false],
  ["event.data.s", false],
  ["event.data.s && event.data.flag", true],
  ["event.data.s + '-' + event.data.n == 'a-2'", true],
  ["event.data.n == 2 && event.data.n > 1", true],
  ["event.data.n + 1 == 3", false],
  ["event.data.list.exists(i, i == 5)", true],
  ["event.data.s.contains('a') && event.data.s.size() == 1", true],
];

test("conditions over what is missing, null or of another kind hold as they do on a server", async () => {
  const held: string[] = [];
  await using app = await startApp(({ client, named }) => [
    ...CONDITIONS.map(([condition], i) =>
      client.createFunction({ id: `c${i}`, triggers: [{ event: named("e"), if: condition }] }, async () => {
        held.push(condition);
      }),
    ),
    client.createFunction({ id: "later", triggers: [{ event: named("later") }] }, async ({ step }) => {
      await step.sleep("long enough for what should not run", "1s");
    }),
  ]);
  const expected = CONDITIONS.filter(([, holds]) => holds).map(([condition]) => condition);
  await app.client.send({ name: `${app.client.id}/e`, data: DATA });
  await app.until("those that hold had run", () => held.length >= expected.length);
  await app.client.send({ name: `${app.client.id}/later`, data: {} });
  await app.waitForEnds("later");
  expect(held.sort()).toEqual(expected.sort());
});

test("keys over a missing field: rateLimit and singleton leave the event out, batches and throttles have one key for it", async () => {
  const times: number[] = [];
  const key = "event.data.k";
  await using app = await startApp(({ client, named }) => [
    client.createFunction(
      { id: "limited", triggers: [{ event: named("e") }], rateLimit: { limit: 1, period: "60s", key } },
      async ({ event }) => event.data.n,
    ),
    client.createFunction(
      { id: "single", triggers: [{ event: named("e") }], singleton: { mode: "skip", key } },
      async ({ event, step }) => {
        await step.sleep("a while", "2s");
        return event.data.n;
      },
    ),
    client.createFunction(
      { id: "batched", triggers: [{ event: named("e") }], batchEvents: { maxSize: 3, timeout: "40s", key } },
      async ({ events }) => events.length,
    ),
    client.createFunction(
      { id: "throttled", triggers: [{ event: named("e") }], throttle: { limit: 1, period: "2s", key } },
      async () => void times.push(Date.now()),
    ),
  ]);
  await app.client.send([1, 2, 3].map((n) => ({ name: `${app.client.id}/e`, data: { n } })));
  await app.waitForEnds("throttled", 3);
  const resultsOf = async (fn: string, count: number) => (await app.waitForEnds(fn, count)).map((end) => end.result);
  expect((await resultsOf("limited", 3)).sort()).toEqual([1, 2, 3]);
  expect((await resultsOf("single", 3)).sort()).toEqual([1, 2, 3]);
  expect(await resultsOf("batched", 1)).toEqual([3]);
  expect((times[2] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(3_500);
});

test("a value that the run's own event lacks matches an event that lacks it, too", async () => {
  let waiting = 0;
  await using app = await startApp(({ client, named }) => [
    client.createFunction(
      { id: "a", triggers: [{ event: named("e") }], cancelOn: [{ event: named("stop"), match: "data.id" }] },
      async ({ step }) => {
        await step.run("ready", () => void waiting++);
        const reply = await step.waitForEvent("reply", { event: named("reply"), match: "data.id", timeout: "1m" });
        await step.sleep("until it is cancelled", "40s");
        return reply?.data.n;
      },
    ),
    client.createFunction({ id: "b", triggers: [{ event: named("e") }] }, async ({ step }) => {
      await step.run("ready", () => void waiting++);
      const reply = await step.waitForEvent("reply", { event: named("reply"), match: "data.id", timeout: "1m" });
      return reply?.data.n;
    }),
  ]);
  const { id } = app.client;
  await app.client.send({ name: `${id}/e`, data: {} });
  await app.until("both were there", () => waiting === 2);
  await app.untilWaiting(2);
  await app.client.send({ name: `${id}/reply`, data: { id: "x", n: 1 } });
  await app.client.send({ name: `${id}/reply`, data: { n: 2 } });
  expect(await app.waitForEnds("b")).toMatchObject([{ result: 2 }]);
  await app.client.send({ name: `${id}/stop`, data: {} });
  expect(await app.waitForEnds("a")).toMatchObject([{ status: "Cancelled" }]);
});
