import { group, referenceFunction } from "inngest";
import { expect, test } from "vitest";
import { startApp } from "./app";

/** Names in the order in which step bodies ran. */
function newNotes() {
  const seen: string[] = [];
  return {
    seen,
    note(name: string) {
      seen.push(name);
      return name;
    },
  };
}

test("steps run once each, in order, and later code sees their results", async () => {
  const { seen, note } = newNotes();
  await using app = await startApp(({ client, named }) => [
    client.createFunction({ id: "a", triggers: [{ event: named("e") }] }, async ({ event, step }) => {
      const first = await step.run("first", () => note("first"));
      const second = await step.run("second", () => ({ from: note("second"), first, n: event.data.n }));
      for (let i = 0; i < 3; i++) await step.run("loop", () => note(`loop ${i}`));
      return second;
    }),
  ]);
  await app.client.send({ name: `${app.client.id}/e`, data: { n: 1 } });
  const [end] = await app.waitForEnds("a");
  expect(end).toMatchObject({ status: "Completed", result: { from: "second", first: "first", n: 1 } });
  expect(seen).toEqual(["first", "second", "loop 0", "loop 1", "loop 2"]);
});

test("parallel steps run once each and their results meet", async () => {
  const { seen, note } = newNotes();
  await using app = await startApp(({ client, named }) => [
    client.createFunction({ id: "a", triggers: [{ event: named("e") }] }, async ({ step }) => {
      const [a, b] = await Promise.all([
        step.run("a", () => note("a")),
        step.run("b", () => note("b")),
        step.sleep("nap", "1s"),
      ]);
      const nested = await Promise.all([1, 2, 3].map((n) => step.run(`n${n}`, () => note(`n${n}`))));
      return [a, b, ...nested];
    }),
  ]);
  await app.client.send({ name: `${app.client.id}/e`, data: {} });
  const [end] = await app.waitForEnds("a");
  expect(end?.result).toEqual(["a", "b", "n1", "n2", "n3"]);
  expect([...seen].sort()).toEqual(["a", "b", "n1", "n2", "n3"]);
});

test("chains side by side go on by themselves and each step runs once", async () => {
  const { seen, note } = newNotes();
  await using app = await startApp(({ client, named }) => [
    client.createFunction({ id: "a", triggers: [{ event: named("e") }] }, async ({ step }) => {
      const chain = async (name: string) => {
        const first = await step.run(`${name}1`, () => note(`${name}1`));
        return step.run(`${name}2`, () => note(`${first}-${name}2`));
      };
      return Promise.all([chain("a"), chain("b")]);
    }),
  ]);
  await app.client.send({ name: `${app.client.id}/e`, data: {} });
  const [end] = await app.waitForEnds("a");
  expect(end?.result).toEqual(["a1-a2", "b1-b2"]);
  expect([...seen].sort()).toEqual(["a1", "a1-a2", "b1", "b1-b2"]);
});

test("a race of parallel steps has a winner; by default it waits for all of them", async () => {
  const { seen, note } = newNotes();
  await using app = await startApp(({ client, named }) => [
    client.createFunction({ id: "a", triggers: [{ event: named("e") }] }, async ({ step }) => {
      const winner = await Promise.race([
        step.run("quick", () => note("quick")),
        step.sleep("slow", "1s").then(() => "slow"),
      ]);
      return step.run("after", () => note(`after ${winner}`));
    }),
  ]);
  await app.client.send({ name: `${app.client.id}/e`, data: {} });
  const [end] = await app.waitForEnds("a");
  expect(end?.result).toBe("after quick");
  expect(seen).toEqual(["quick", "after quick"]);
});

// The SDK ends the function only when the loser is done, too: what counts is that the code after the race has run.
test("group.parallel goes on with the first that is finished, long before the last", async () => {
  const { seen, note } = newNotes();
  await using app = await startApp(({ client, named }) => [
    client.createFunction({ id: "a", triggers: [{ event: named("e") }] }, async ({ step }) => {
      const winner = await group.parallel(() =>
        Promise.race([step.run("quick", () => note("quick")), step.sleep("slow", "6s").then(() => note("slow"))]),
      );
      return step.run("after", () => note(`after ${winner}`));
    }),
  ]);
  await app.client.send({ name: `${app.client.id}/e`, data: {} });
  const [end] = await app.waitForEnds("a");
  expect(end?.result).toBe("after quick");
  expect(seen.slice(0, 2)).toEqual(["quick", "after quick"]);
});

test("with optimizeParallelism off each finished step calls the function again, and each step runs once", async () => {
  const { seen, note } = newNotes();
  await using app = await startApp(({ client, named }) => [
    client.createFunction(
      { id: "a", triggers: [{ event: named("e") }], optimizeParallelism: false },
      async ({ step }) => {
        const winner = await Promise.race([
          step.run("quick", () => note("quick")),
          step.sleep("slow", "6s").then(() => note("slow")),
        ]);
        const all = await Promise.all([step.run("x", () => note("x")), step.run("y", () => note("y"))]);
        return [winner, ...all];
      },
    ),
  ]);
  await app.client.send({ name: `${app.client.id}/e`, data: {} });
  const [end] = await app.waitForEnds("a");
  expect(end?.result).toEqual(["quick", "x", "y"]);
  const beforeSlow = seen.slice(0, seen.includes("slow") ? seen.indexOf("slow") : undefined);
  expect(beforeSlow.sort()).toEqual(["quick", "x", "y"]);
});

test("checkpointing off: the function is called once per step, each of which runs once", async () => {
  const { seen, note } = newNotes();
  let calls = 0;
  await using app = await startApp(({ client, named }) => [
    client.createFunction({ id: "a", triggers: [{ event: named("e") }], checkpointing: false }, async ({ step }) => {
      calls++;
      await step.run("one", () => note("one"));
      await step.run("two", () => note("two"));
      return "done";
    }),
  ]);
  await app.client.send({ name: `${app.client.id}/e`, data: {} });
  expect(await app.waitForEnds("a")).toMatchObject([{ result: "done" }]);
  expect(seen).toEqual(["one", "two"]);
  expect(calls).toBe(3);
});

test("sleep and sleepUntil pass the time and are not slept twice", async () => {
  const times: number[] = [];
  await using app = await startApp(({ client, named }) => [
    client.createFunction({ id: "a", triggers: [{ event: named("e") }] }, async ({ event, step }) => {
      await step.sleep("one second", "1s");
      await step.run("mark", () => times.push(Date.now()));
      await step.sleepUntil("until", new Date(event.data.until));
      await step.run("mark again", () => times.push(Date.now()));
      await step.sleepUntil("past", new Date(0));
    }),
  ]);
  const sentAt = Date.now();
  const until = sentAt + 4_000;
  await app.client.send({ name: `${app.client.id}/e`, data: { until } });
  expect(await app.waitForEnds("a")).toMatchObject([{ status: "Completed" }]);
  expect(times).toHaveLength(2);
  expect((times[0] ?? 0) - sentAt).toBeGreaterThanOrEqual(950);
  // Whole seconds at least: a server cuts fractions.
  expect(times[1] ?? 0).toBeGreaterThanOrEqual(until - 1_050);
});

test("step.sendEvent sends once and says the ids", async () => {
  const heard: number[] = [];
  await using app = await startApp(({ client, named }) => [
    client.createFunction({ id: "sender", triggers: [{ event: named("e") }] }, async ({ step }) => {
      const { ids } = await step.sendEvent(
        "tell",
        [1, 2].map((n) => ({ name: named("child"), data: { n } })),
      );
      await step.run("after", () => null);
      return ids.length;
    }),
    client.createFunction({ id: "child", triggers: [{ event: named("child") }] }, async ({ event }) => {
      heard.push(event.data.n);
    }),
  ]);
  await app.client.send({ name: `${app.client.id}/e`, data: {} });
  expect(await app.waitForEnds("sender")).toMatchObject([{ result: 2 }]);
  await app.waitForEnds("child", 2);
  expect(heard.sort()).toEqual([1, 2]);
});

test("what JSON cannot carry comes back as JSON has it", async () => {
  await using app = await startApp(({ client, named }) => [
    client.createFunction({ id: "a", triggers: [{ event: named("e") }] }, async ({ step }) => {
      const values = await step.run("odd", () => ({
        date: new Date(0),
        none: undefined,
        data: { error: 1 },
        big: 2 ** 53,
      }));
      const wrapped = await step.run("wrapped", () => ({ data: 1 }));
      const nothing = await step.run("nothing", () => undefined);
      await step.sleep("so that it is read back", "1s");
      return [values, wrapped, nothing ?? "nothing"];
    }),
  ]);
  await app.client.send({ name: `${app.client.id}/e`, data: {} });
  const [end] = await app.waitForEnds("a");
  expect(end?.result).toEqual([
    { date: "1970-01-01T00:00:00.000Z", data: { error: 1 }, big: 2 ** 53 },
    { data: 1 },
    "nothing",
  ]);
});

test("invoke gives the result of another function, by reference or by name", async () => {
  await using app = await startApp(({ client, named, appId }) => {
    const callee = client.createFunction(
      { id: "callee", triggers: [{ event: named("callee") }] },
      async ({ event, step }) => {
        const twice = await step.run("twice", () => event.data.n * 2);
        return { twice, name: event.name };
      },
    );
    const caller = client.createFunction(
      { id: "caller", triggers: [{ event: named("e") }] },
      async ({ event, step }) => {
        const one = await step.invoke("by reference", { function: callee, data: { n: event.data.n } });
        const two = await step.invoke("by name", {
          function: referenceFunction({ appId, functionId: "callee" }),
          data: { n: 5 },
        });
        return [one, two];
      },
    );
    return [callee, caller];
  });
  await app.client.send({ name: `${app.client.id}/e`, data: { n: 2 } });
  const [end] = await app.waitForEnds("caller");
  const name = "inngest/function.invoked";
  expect(end?.result).toEqual([
    { twice: 4, name },
    { twice: 10, name },
  ]);
  expect(app.ends("callee")).toHaveLength(2);
});

test("a failing callee fails the invoke step, and an invoke that takes too long times out", async () => {
  await using app = await startApp(({ client, named }) => {
    const failing = client.createFunction(
      { id: "failing", triggers: [{ event: named("none") }], retries: 0 },
      async () => {
        throw new TypeError("boom");
      },
    );
    const slow = client.createFunction({ id: "slow", triggers: [{ event: named("none") }] }, async ({ step }) => {
      await step.sleep("long", "20s");
    });
    const caller = client.createFunction({ id: "caller", triggers: [{ event: named("e") }] }, async ({ step }) => {
      const messages: string[] = [];
      await step.invoke("failing", { function: failing }).catch((error: Error) => messages.push(error.message));
      await step
        .invoke("slow", { function: slow, timeout: "1s" })
        .catch((error: Error) => messages.push(error.name === "InngestInvokeTimeoutError" ? "timed out" : error.name));
      return messages;
    });
    return [failing, slow, caller];
  });
  await app.client.send({ name: `${app.client.id}/e`, data: {} });
  const [end] = await app.waitForEnds("caller");
  expect(end?.result).toEqual([expect.stringContaining("boom"), "timed out"]);
});

test("invoking what does not exist fails the step", async () => {
  await using app = await startApp(({ client, named, appId }) => [
    client.createFunction({ id: "caller", triggers: [{ event: named("e") }], retries: 0 }, async ({ step }) => {
      await step.invoke("nobody", { function: referenceFunction({ appId, functionId: "nobody" }) });
    }),
  ]);
  await app.client.send({ name: `${app.client.id}/e`, data: {} });
  expect(await app.waitForEnds("caller")).toMatchObject([{ status: "Failed" }]);
});
