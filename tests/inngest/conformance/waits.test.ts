import { expect, test } from "vitest";
import { startApp } from "./app";

/** Says when its runs wait, so that a test sends what they wait for not too early. */
function newGate() {
  const waiting = new Set<string>();
  return { waiting, isOpen: (...names: string[]) => names.every((name) => waiting.has(name)) };
}

test("waitForEvent gives the event that matches, and each run its own", async () => {
  const gate = newGate();
  await using app = await startApp(({ client, named }) => [
    client.createFunction({ id: "a", triggers: [{ event: named("e") }] }, async ({ event, step }) => {
      await step.run("ready", () => void gate.waiting.add(event.data.id));
      const reply = await step.waitForEvent("reply", { event: named("reply"), match: "data.id", timeout: "1m" });
      return [event.data.id, reply?.name.endsWith("/reply"), reply?.data.answer];
    }),
  ]);
  const { id } = app.client;
  await app.client.send(["x", "y"].map((key) => ({ name: `${id}/e`, data: { id: key } })));
  await app.until("both waited", () => gate.isOpen("x", "y"));
  await app.untilWaiting(2);
  await app.client.send([
    { name: `${id}/reply`, data: { id: "z", answer: 0 } },
    { name: `${id}/reply`, data: { id: "y", answer: 2 } },
    { name: `${id}/reply`, data: { id: "x", answer: 1 } },
  ]);
  const ends = await app.waitForEnds("a", 2);
  expect(ends.map((end) => end.result).sort()).toEqual([
    ["x", true, 1],
    ["y", true, 2],
  ]);
});

test("a condition may compare the run's event with the one that comes", async () => {
  const gate = newGate();
  await using app = await startApp(({ client, named }) => [
    client.createFunction({ id: "a", triggers: [{ event: named("e") }] }, async ({ step }) => {
      await step.run("ready", () => void gate.waiting.add("a"));
      const reply = await step.waitForEvent("reply", {
        event: named("reply"),
        if: "async.data.n > event.data.n && async.data.kind != 'bad'",
        timeout: "1m",
      });
      return reply?.data.n;
    }),
  ]);
  const { id } = app.client;
  await app.client.send({ name: `${id}/e`, data: { n: 5 } });
  await app.until("it waited", () => gate.isOpen("a"));
  await app.untilWaiting(1);
  await app.client.send([
    { name: `${id}/reply`, data: { n: 4, kind: "good" } },
    { name: `${id}/reply`, data: { n: 9, kind: "bad" } },
  ]);
  await app.client.send({ name: `${id}/reply`, data: { n: 7, kind: "good" } });
  expect(await app.waitForEnds("a")).toMatchObject([{ status: "Completed", result: 7 }]);
});

test("a wait without its event ends with null when its time is up", async () => {
  await using app = await startApp(({ client, named }) => [
    client.createFunction({ id: "a", triggers: [{ event: named("e") }] }, async ({ step }) => {
      const reply = await step.waitForEvent("reply", { event: named("reply"), timeout: "1s" });
      return reply === null ? "nothing came" : "something came";
    }),
  ]);
  await app.client.send({ name: `${app.client.id}/e`, data: {} });
  expect(await app.waitForEnds("a")).toMatchObject([{ result: "nothing came" }]);
});

test("two waits side by side: an event for one, time for the other", async () => {
  const gate = newGate();
  await using app = await startApp(({ client, named }) => [
    client.createFunction({ id: "a", triggers: [{ event: named("e") }] }, async ({ step }) => {
      await step.run("ready", () => void gate.waiting.add("a"));
      const [left, right] = await Promise.all([
        step.waitForEvent("left", { event: named("left"), timeout: "1m" }),
        step.waitForEvent("right", { event: named("right"), timeout: "4s" }),
      ]);
      return [left?.data.n, right];
    }),
  ]);
  const { id } = app.client;
  await app.client.send({ name: `${id}/e`, data: {} });
  await app.until("it waited", () => gate.isOpen("a"));
  await app.untilWaiting(2);
  await app.client.send({ name: `${id}/left`, data: { n: 1 } });
  expect(await app.waitForEnds("a")).toMatchObject([{ result: [1, null] }]);
});

test("many events at once resume a wait once", async () => {
  const gate = newGate();
  let resumed = 0;
  await using app = await startApp(({ client, named }) => [
    client.createFunction({ id: "a", triggers: [{ event: named("e") }] }, async ({ step }) => {
      await step.run("ready", () => void gate.waiting.add("a"));
      const reply = await step.waitForEvent("reply", { event: named("reply"), timeout: "1m" });
      await step.run("count", () => ++resumed);
      await step.sleep("a while", "1s");
      return reply?.data.n;
    }),
  ]);
  const { id } = app.client;
  await app.client.send({ name: `${id}/e`, data: {} });
  await app.until("it waited", () => gate.isOpen("a"));
  await app.untilWaiting(1);
  await Promise.all(Array.from({ length: 20 }, (_, n) => app.client.send({ name: `${id}/reply`, data: { n } })));
  const [end] = await app.waitForEnds("a");
  expect(end?.result).toBeTypeOf("number");
  expect(resumed).toBe(1);
});

test("cancelOn ends the run that matches, also while it sleeps, and no other", async () => {
  const gate = newGate();
  const ran: string[] = [];
  await using app = await startApp(({ client, named }) => [
    client.createFunction(
      { id: "a", triggers: [{ event: named("e") }], cancelOn: [{ event: named("stop"), match: "data.id" }] },
      async ({ event, step }) => {
        await step.run("ready", () => void gate.waiting.add(event.data.id));
        await step.sleep("a while", "4s");
        await step.run("after", () => void ran.push(event.data.id));
        return event.data.id;
      },
    ),
  ]);
  const { id } = app.client;
  await app.client.send(["x", "y"].map((key) => ({ name: `${id}/e`, data: { id: key } })));
  await app.until("both slept", () => gate.isOpen("x", "y"));
  await app.client.send({ name: `${id}/stop`, data: { id: "x" } });
  const ends = await app.waitForEnds("a", 2);
  expect(ends.map((end) => [end.events[0]?.data.id, end.status]).sort()).toEqual([
    ["x", "Cancelled"],
    ["y", "Completed"],
  ]);
  expect(ran).toEqual(["y"]);
});

test("cancelOn with a condition and a time: what comes too late cancels nothing", async () => {
  const gate = newGate();
  await using app = await startApp(({ client, named }) => [
    client.createFunction(
      {
        id: "a",
        triggers: [{ event: named("e") }],
        cancelOn: [
          { event: named("stop"), if: "async.data.n > event.data.n" },
          { event: named("late"), timeout: "1s" },
        ],
      },
      async ({ event, step }) => {
        await step.run("ready", () => void gate.waiting.add(event.data.key));
        await step.sleep("a while", "6s");
        return event.data.key;
      },
    ),
  ]);
  const { id } = app.client;
  await app.client.send([
    { name: `${id}/e`, data: { key: "x", n: 1 } },
    { name: `${id}/e`, data: { key: "y", n: 9 } },
  ]);
  await app.until("both slept", () => gate.isOpen("x", "y"));
  // Past the time of the second trigger.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await app.client.send({ name: `${id}/stop`, data: { n: 5 } });
  await app.client.send({ name: `${id}/late`, data: {} });
  const ends = await app.waitForEnds("a", 2);
  expect(ends.map((end) => [end.events[0]?.data.key, end.status]).sort()).toEqual([
    ["x", "Cancelled"],
    ["y", "Completed"],
  ]);
});

test("cancelOn.timeout may be a date", async () => {
  const gate = newGate();
  await using app = await startApp(({ client, named }) => [
    client.createFunction(
      {
        id: "a",
        triggers: [{ event: named("e") }],
        cancelOn: [
          { event: named("past"), timeout: new Date(Date.now() - 60_000) },
          { event: named("ahead"), timeout: new Date(Date.now() + 600_000) },
        ],
      },
      async ({ step }) => {
        await step.run("ready", () => void gate.waiting.add("a"));
        await step.sleep("a while", "3s");
        await step.run("still there", () => void gate.waiting.add("still there"));
        await step.sleep("long", "40s");
      },
    ),
  ]);
  const { id } = app.client;
  await app.client.send({ name: `${id}/e`, data: {} });
  await app.until("it slept", () => gate.isOpen("a"));
  await app.client.send({ name: `${id}/past`, data: {} });
  await app.until("it had not been cancelled", () => gate.isOpen("still there"));
  await app.client.send({ name: `${id}/ahead`, data: {} });
  expect(await app.waitForEnds("a")).toMatchObject([{ status: "Cancelled" }]);
});

test("the result of a step that runs while its run is cancelled changes nothing", async () => {
  const gate = newGate();
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let went = 0;
  await using app = await startApp(({ client, named }) => [
    client.createFunction(
      { id: "a", triggers: [{ event: named("e") }], cancelOn: [{ event: named("stop") }] },
      async ({ step }) => {
        await step.run("held", async () => {
          gate.waiting.add("a");
          await held;
        });
        await step.run("next", () => ++went);
      },
    ),
    client.createFunction({ id: "later", triggers: [{ event: named("later") }] }, async ({ step }) => {
      await step.sleep("long enough for the other to go on", "1s");
    }),
  ]);
  const { id } = app.client;
  await app.client.send({ name: `${id}/e`, data: {} });
  await app.until("the step ran", () => gate.isOpen("a"));
  await app.client.send({ name: `${id}/stop`, data: {} });
  expect(await app.waitForEnds("a")).toMatchObject([{ status: "Cancelled" }]);
  release();
  await app.client.send({ name: `${id}/later`, data: {} });
  await app.waitForEnds("later");
  expect(app.ends("a")).toHaveLength(1);
  expect(went).toBe(0);
});

test("timeouts.finish ends a run that takes too long; timeouts.start one that never began", async () => {
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await using app = await startApp(({ client, named }) => [
    client.createFunction(
      { id: "finish", triggers: [{ event: named("e") }], timeouts: { finish: "2s" } },
      async ({ step }) => {
        await step.sleep("long", "40s");
      },
    ),
    client.createFunction(
      { id: "start", triggers: [{ event: named("e") }], concurrency: 1, timeouts: { start: "2s" } },
      async () => {
        await held;
      },
    ),
    client.createFunction(
      { id: "quick", triggers: [{ event: named("e") }], timeouts: { start: "30s", finish: "30s" } },
      async () => "quick",
    ),
  ]);
  const { id } = app.client;
  await app.client.send([
    { name: `${id}/e`, data: {} },
    { name: `${id}/e`, data: {} },
  ]);
  expect(await app.waitForEnds("finish", 2)).toMatchObject([{ status: "Cancelled" }, { status: "Cancelled" }]);
  expect(await app.waitForEnds("start", 1)).toMatchObject([{ status: "Cancelled" }]);
  release();
  await app.waitForEnds("start", 2);
  expect(
    app
      .ends("start")
      .map((end) => end.status)
      .sort(),
  ).toEqual(["Cancelled", "Completed"]);
  expect(await app.waitForEnds("quick", 2)).toMatchObject([{ status: "Completed" }, { status: "Completed" }]);
});
