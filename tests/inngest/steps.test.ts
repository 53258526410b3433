import { NonRetriableError, RetryAfterError } from "inngest";
import { expect, test } from "vitest";
import { newClient, readRuns, startEngine, waitForEnds } from "./harness";

test("steps run once each, in order and side by side, and their results reach the end of the function", async () => {
  const client = newClient();
  const seen: string[] = [];
  const note = (name: string) => {
    seen.push(name);
    return name;
  };
  const fn = client.createFunction({ id: "steps", triggers: [{ event: "t/steps" }] }, async ({ event, step }) => {
    const first = await step.run("first", () => note("first") + event.data.suffix);
    const [a, b] = await Promise.all([
      step.run("a", () => note("a")),
      step.run("b", () => note("b")),
      step.sleep("nap", "1s"),
    ]);
    for (let i = 0; i < 2; i++) await step.run("loop", () => note(`loop ${i}`));
    await step.sleepUntil("until", new Date(Date.now() + 100));
    return { first, a, b, last: await step.run("last", () => note("last")) };
  });
  await using _ = await startEngine(client, [fn]);

  await client.send({ name: "t/steps", data: { suffix: "!" } });

  const [run] = await waitForEnds("steps", 1);
  expect(run).toMatchObject({ status: "completed", output: { first: "first!", a: "a", b: "b", last: "last" } });
  expect([...seen].sort()).toEqual(["a", "b", "first", "last", "loop 0", "loop 1"]);
});

test("a failing step is tried again while the steps before it keep their results", async () => {
  const client = newClient();
  const seen = { before: 0, flaky: [] as number[] };
  const fn = client.createFunction(
    { id: "flaky", triggers: [{ event: "t/flaky" }], retries: 3 },
    async ({ step, attempt }) => {
      await step.run("before", () => {
        seen.before++;
      });
      return step.run("flaky", () => {
        seen.flaky.push(attempt);
        if (seen.flaky.length < 3) throw new Error("not yet");
        return "at last";
      });
    },
  );
  await using _ = await startEngine(client, [fn]);

  await client.send({ name: "t/flaky" });

  const [run] = await waitForEnds("flaky", 1);
  expect(run).toMatchObject({ status: "completed", output: "at last" });
  expect(seen).toEqual({ before: 1, flaky: [0, 1, 2] });
});

test("a function without steps is called retries + 1 times, then the error stands in the run", async () => {
  const client = newClient();
  const attempts: number[] = [];
  const fn = client.createFunction({ id: "bad", triggers: [{ event: "t/bad" }], retries: 2 }, async ({ attempt }) => {
    attempts.push(attempt);
    throw new TypeError("boom");
  });
  await using _ = await startEngine(client, [fn]);

  await client.send({ name: "t/bad" });

  const [run] = await waitForEnds("bad", 1);
  expect(run).toMatchObject({ status: "failed", output: { name: "TypeError", message: "boom" } });
  expect(attempts).toEqual([0, 1, 2]);
});

test("a step that fails for good can be caught; uncaught it fails the run", async () => {
  const client = newClient();
  const caught = client.createFunction(
    { id: "caught", triggers: [{ event: "t/final" }], retries: 1 },
    async ({ step }) => {
      const results = await Promise.allSettled([
        step.run("good", () => 1),
        step.run("bad", () => {
          throw new TypeError("boom");
        }),
      ]);
      return results.map((result) => (result.status === "fulfilled" ? result.value : result.reason.message));
    },
  );
  const uncaught = client.createFunction(
    { id: "uncaught", triggers: [{ event: "t/final" }], retries: 0 },
    async ({ step }) => {
      await step.run("bad", () => {
        throw new TypeError("boom");
      });
    },
  );
  await using _ = await startEngine(client, [caught, uncaught]);

  await client.send({ name: "t/final" });

  const [a] = await waitForEnds("caught", 1);
  const [b] = await waitForEnds("uncaught", 1);
  expect(a).toMatchObject({ status: "completed", output: [1, "boom"] });
  expect(b).toMatchObject({ status: "failed", output: { message: "boom" } });
});

test("NonRetriableError fails at once and onFailure hears of it", async () => {
  const client = newClient();
  let calls = 0;
  const failures: unknown[] = [];
  const fn = client.createFunction(
    {
      id: "final",
      triggers: [{ event: "t/nonretriable" }],
      onFailure: async ({ error, event }) => {
        failures.push([error.message, event.data.function_id, event.data.event.data.n]);
      },
    },
    async () => {
      calls++;
      throw new NonRetriableError("never");
    },
  );
  await using _ = await startEngine(client, [fn]);

  await client.send({ name: "t/nonretriable", data: { n: 7 } });

  await waitForEnds("final", 1);
  await waitForEnds("final-failure", 1);
  expect(calls).toBe(1);
  expect(failures).toEqual([["never", "t-final", 7]]);
});

test("RetryAfterError says when the next attempt comes", async () => {
  const client = newClient();
  const times: number[] = [];
  const fn = client.createFunction({ id: "after", triggers: [{ event: "t/after" }] }, async () => {
    times.push(Date.now());
    if (times.length === 1) throw new RetryAfterError("wait", "1s");
  });
  await using _ = await startEngine(client, [fn]);

  await client.send({ name: "t/after" });

  await waitForEnds("after", 1);
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(950);
});

test("step.sendEvent starts other functions, once", async () => {
  const client = newClient();
  const heard: number[] = [];
  const sender = client.createFunction({ id: "sender", triggers: [{ event: "t/send" }] }, async ({ step }) => {
    const { ids } = await step.sendEvent("tell", [
      { name: "t/child", data: { n: 1 } },
      { name: "t/child", data: { n: 2 } },
    ]);
    await step.run("after", () => null);
    return ids.length;
  });
  const child = client.createFunction({ id: "child", triggers: [{ event: "t/child" }] }, async ({ event }) => {
    heard.push(event.data.n);
  });
  await using _ = await startEngine(client, [sender, child]);

  await client.send({ name: "t/send" });

  const [run] = await waitForEnds("sender", 1);
  await waitForEnds("child", 2);
  expect(run?.output).toBe(2);
  expect(heard.sort()).toEqual([1, 2]);
});

test("what the engine cannot do at run time fails the run with its name", async () => {
  const client = newClient();
  const fn = client.createFunction({ id: "waits", triggers: [{ event: "t/waits" }] }, async ({ step }) => {
    await step.waitForSignal("for something", { signal: "s", timeout: "1m", onConflict: "fail" });
  });
  await using _ = await startEngine(client, [fn]);

  await client.send({ name: "t/waits" });

  const [run] = await waitForEnds("waits", 1);
  expect(run?.status).toBe("failed");
  expect(JSON.stringify(run?.output)).toContain(
    'Step \\"for something\\": the embedded engine does not support WaitForSignal',
  );
  expect(await readRuns("waits")).toHaveLength(1);
});
