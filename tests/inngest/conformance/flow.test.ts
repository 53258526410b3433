import { expect, test } from "vitest";
import { startApp, usesServer } from "./app";

const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The most calls that ran at once, by key. */
function newMeter() {
  const now = new Map<string, number>();
  const most = new Map<string, number>();
  return {
    most,
    async hold(key: string, ms: number) {
      now.set(key, (now.get(key) ?? 0) + 1);
      most.set(key, Math.max(most.get(key) ?? 0, now.get(key) ?? 0));
      await delay(ms);
      now.set(key, (now.get(key) ?? 0) - 1);
    },
  };
}

test("concurrency: a limit per key and one for all hold together", async () => {
  const meter = newMeter();
  await using app = await startApp(({ client, named }) => [
    client.createFunction(
      {
        id: "a",
        triggers: [{ event: named("e") }],
        concurrency: [{ limit: 3 }, { limit: 2, key: "event.data.k" }],
        retries: 0,
      },
      async ({ event }) => {
        await Promise.all([meter.hold(event.data.k, 60), meter.hold("all", 60)]);
      },
    ),
  ]);
  const name = `${app.client.id}/e`;
  await app.client.send(Array.from({ length: 16 }, (_, i) => ({ name, data: { k: i % 2 ? "x" : "y" } })));
  await app.waitForEnds("a", 16);
  expect(meter.most.get("all")).toBeLessThanOrEqual(3);
  expect(Math.max(meter.most.get("x") ?? 0, meter.most.get("y") ?? 0)).toBeLessThanOrEqual(2);
});

test("concurrency counts calls, not runs: a sleeping run lets others by", async () => {
  const order: string[] = [];
  await using app = await startApp(({ client, named }) => [
    client.createFunction({ id: "a", triggers: [{ event: named("e") }], concurrency: 1 }, async ({ event, step }) => {
      await step.run("begin", () => void order.push(`begin ${event.data.n}`));
      if (event.data.n === 1) await step.sleep("nap", "4s");
      await step.run("end", () => void order.push(`end ${event.data.n}`));
    }),
  ]);
  const name = `${app.client.id}/e`;
  await app.client.send({ name, data: { n: 1 } });
  await app.until("the first began", () => order.length > 0);
  await app.client.send({ name, data: { n: 2 } });
  await app.waitForEnds("a", 2);
  expect(order.indexOf("end 2")).toBeLessThan(order.indexOf("end 1"));
});

test("batchEvents: a full batch comes at once, the rest when its time is up, each key by itself", async () => {
  await using app = await startApp(({ client, named }) => [
    client.createFunction(
      {
        id: "a",
        triggers: [{ event: named("e") }],
        batchEvents: { maxSize: 3, timeout: "3s", key: "event.data.k" },
      },
      async ({ events }) => events.map(({ data }: { data: { n: number } }) => data.n),
    ),
  ]);
  const name = `${app.client.id}/e`;
  const sentAt = Date.now();
  await app.client.send([1, 2, 3, 4].map((n) => ({ name, data: { k: "x", n } })));
  await app.client.send({ name, data: { k: "y", n: 5 } });
  const ends = await app.waitForEnds("a", 3);
  expect(Date.now() - sentAt).toBeGreaterThanOrEqual(2_900);
  const batches = ends.map((end) => (end.result as number[]).sort());
  expect(batches.map((batch) => batch.length).sort()).toEqual([1, 1, 3]);
  expect(batches.flat().sort()).toEqual([1, 2, 3, 4, 5]);
  expect(batches).toContainEqual([5]);
  expect(ends.find((end) => (end.result as number[]).length === 3)?.events).toHaveLength(3);
});

test("batchEvents.if: other events start runs of their own at once", async () => {
  await using app = await startApp(({ client, named }) => [
    client.createFunction(
      {
        id: "a",
        triggers: [{ event: named("e") }],
        batchEvents: { maxSize: 2, timeout: "30s", if: "event.data.batched == true" },
      },
      async ({ events }) => events.map(({ data }: { data: { n: number } }) => data.n),
    ),
  ]);
  const name = `${app.client.id}/e`;
  await app.client.send([
    { name, data: { batched: true, n: 1 } },
    { name, data: { batched: false, n: 2 } },
    { name, data: { batched: true, n: 3 } },
  ]);
  const ends = await app.waitForEnds("a", 2);
  expect(ends.map((end) => (end.result as number[]).sort().join()).sort()).toEqual(["1,3", "2"]);
});

test("debounce: of a burst the last event starts one run, each key by itself", async () => {
  await using app = await startApp(({ client, named }) => [
    client.createFunction(
      { id: "a", triggers: [{ event: named("e") }], debounce: { period: "2s", key: "event.data.k" } },
      async ({ event }) => `${event.data.k}${event.data.n}`,
    ),
  ]);
  const name = `${app.client.id}/e`;
  for (let n = 1; n <= 3; n++) {
    await app.client.send({ name, data: { k: "x", n } });
    await delay(300);
  }
  await app.client.send({ name, data: { k: "y", n: 9 } });
  const ends = await app.waitForEnds("a", 2);
  expect(ends.map((end) => end.result).sort()).toEqual(["x3", "y9"]);
});

// A server of 2026-08 let a burst of an event each 300 ms go on for 30 s (docs/inngest.md).
test.skipIf(usesServer)("debounce.timeout: a burst that does not end is not waited for any longer", async () => {
  const times: number[] = [];
  await using app = await startApp(({ client, named }) => [
    client.createFunction(
      { id: "a", triggers: [{ event: named("e") }], debounce: { period: "3s", timeout: "4s" } },
      async () => void times.push(Date.now()),
    ),
  ]);
  const name = `${app.client.id}/e`;
  const begunAt = Date.now();
  for (let n = 0; n < 100 && times.length === 0; n++) {
    await app.client.send({ name, data: { n } });
    await delay(300);
  }
  expect((times[0] ?? 0) - begunAt).toBeGreaterThanOrEqual(3_900);
  expect(times.length).toBeGreaterThan(0);
});

test("singleton skip: an event is dropped while a run of its key lives, also while it sleeps", async () => {
  let begun = 0;
  await using app = await startApp(({ client, named }) => [
    client.createFunction(
      { id: "a", triggers: [{ event: named("e") }], singleton: { key: "event.data.k", mode: "skip" } },
      async ({ event, step }) => {
        await step.run("begin", () => ++begun);
        await step.sleep("a while", "3s");
        return `${event.data.k}${event.data.n}`;
      },
    ),
  ]);
  const name = `${app.client.id}/e`;
  await app.client.send({ name, data: { k: "x", n: 1 } });
  await app.until("the first began", () => begun === 1);
  await app.client.send({ name, data: { k: "x", n: 2 } });
  await app.client.send({ name, data: { k: "y", n: 3 } });
  await app.waitForEnds("a", 2);
  await app.client.send({ name, data: { k: "x", n: 4 } });
  const ends = await app.waitForEnds("a", 3);
  expect(ends.map((end) => end.result).sort()).toEqual(["x1", "x4", "y3"]);
});

test("singleton cancel: a new event ends the run that lives and starts its own", async () => {
  let begun = 0;
  await using app = await startApp(({ client, named }) => [
    client.createFunction(
      { id: "a", triggers: [{ event: named("e") }], singleton: { key: "event.data.k", mode: "cancel" } },
      async ({ event, step }) => {
        await step.run("begin", () => ++begun);
        await step.sleep("a while", "3s");
        return event.data.n;
      },
    ),
  ]);
  const name = `${app.client.id}/e`;
  await app.client.send({ name, data: { k: "x", n: 1 } });
  await app.until("the first began", () => begun === 1);
  await app.client.send({ name, data: { k: "x", n: 2 } });
  const ends = await app.waitForEnds("a", 2);
  expect(ends.map((end) => [end.events[0]?.data.n, end.status])).toEqual([
    [1, "Cancelled"],
    [2, "Completed"],
  ]);
});

test("throttle: what is too much waits, and all of it runs", async () => {
  const times: number[] = [];
  await using app = await startApp(({ client, named }) => [
    client.createFunction(
      { id: "a", triggers: [{ event: named("e") }], throttle: { limit: 1, period: "2s" } },
      async () => void times.push(Date.now()),
    ),
  ]);
  const name = `${app.client.id}/e`;
  await app.client.send([1, 2, 3].map((n) => ({ name, data: { n } })));
  await app.waitForEnds("a", 3);
  expect((times[2] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(3_500);
});

test("throttle: a burst runs at once, each key by itself", async () => {
  const times: number[] = [];
  await using app = await startApp(({ client, named }) => [
    client.createFunction(
      {
        id: "a",
        triggers: [{ event: named("e") }],
        throttle: { limit: 1, period: "8s", burst: 1, key: "event.data.k" },
      },
      async () => void times.push(Date.now()),
    ),
  ]);
  const name = `${app.client.id}/e`;
  await app.client.send(["x", "x", "y", "y", "x"].map((k) => ({ name, data: { k } })));
  await app.waitForEnds("a", 5);
  times.sort((a, b) => a - b);
  expect((times[3] ?? 0) - (times[0] ?? 0)).toBeLessThan(6_000);
  expect((times[4] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(7_000);
});

test("rateLimit: what is too much is dropped, each key by itself", async () => {
  await using app = await startApp(({ client, named }) => [
    client.createFunction(
      { id: "a", triggers: [{ event: named("e") }], rateLimit: { limit: 1, period: "60s", key: "event.data.k" } },
      async ({ event }) => event.data.k,
    ),
    client.createFunction({ id: "all", triggers: [{ event: named("e") }] }, async () => null),
  ]);
  const name = `${app.client.id}/e`;
  await app.client.send(["x", "x", "y", "x"].map((k) => ({ name, data: { k } })));
  await app.waitForEnds("all", 4);
  const ends = await app.waitForEnds("a", 2);
  expect(ends.map((end) => end.result).sort()).toEqual(["x", "y"]);
});

test("idempotency: equal values start one run in a day", async () => {
  await using app = await startApp(({ client, named }) => [
    client.createFunction(
      { id: "a", triggers: [{ event: named("e") }], idempotency: "event.data.order" },
      async ({ event }) => event.data.order,
    ),
    client.createFunction({ id: "all", triggers: [{ event: named("e") }] }, async () => null),
  ]);
  const name = `${app.client.id}/e`;
  await app.client.send([1, 1, 2].map((order) => ({ name, data: { order } })));
  await app.waitForEnds("all", 3);
  await app.client.send({ name, data: { order: 2 } });
  await app.waitForEnds("all", 4);
  const ends = await app.waitForEnds("a", 2);
  expect(ends.map((end) => end.result).sort()).toEqual([1, 2]);
});

test("priority: what is more urgent goes before what has waited longer", async () => {
  const order: number[] = [];
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await using app = await startApp(({ client, named }) => [
    client.createFunction(
      {
        id: "a",
        triggers: [{ event: named("e") }],
        concurrency: 1,
        priority: { run: "event.data.urgent ? 300 : 0" },
      },
      async ({ event }) => {
        order.push(event.data.n);
        if (event.data.n === 0) await held;
      },
    ),
  ]);
  const name = `${app.client.id}/e`;
  await app.client.send({ name, data: { n: 0, urgent: false } });
  await app.until("the first ran", () => order.length === 1);
  for (let n = 1; n <= 4; n++) await app.client.send({ name, data: { n, urgent: n === 4 } });
  await app.untilQueued("a", 5);
  release();
  await app.waitForEnds("a", 5);
  expect(order.slice(0, 2)).toEqual([0, 4]);
});
