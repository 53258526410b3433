import { NonRetriableError, RetryAfterError } from "inngest";
import { expect, test } from "vitest";
import { startApp } from "./app";

test("a failing step is tried again while the steps before it keep their results", async () => {
  const seen = { before: 0, flaky: [] as number[] };
  await using app = await startApp(({ client, named }) => [
    client.createFunction({ id: "a", triggers: [{ event: named("e") }], retries: 3 }, async ({ step, attempt }) => {
      await step.run("before", () => {
        seen.before++;
      });
      return step.run("flaky", () => {
        seen.flaky.push(attempt);
        if (seen.flaky.length < 3) throw new Error("not yet");
        return "at last";
      });
    }),
  ]);
  await app.client.send({ name: `${app.client.id}/e`, data: {} });
  expect(await app.waitForEnds("a")).toMatchObject([{ status: "Completed", result: "at last" }]);
  expect(seen).toEqual({ before: 1, flaky: [0, 1, 2] });
});

test("a function without steps is called retries + 1 times, then it has failed", async () => {
  const attempts: [number, number | undefined][] = [];
  await using app = await startApp(({ client, named }) => [
    client.createFunction(
      { id: "a", triggers: [{ event: named("e") }], retries: 2 },
      async ({ attempt, maxAttempts }) => {
        attempts.push([attempt, maxAttempts]);
        throw new TypeError("boom");
      },
    ),
  ]);
  await app.client.send({ name: `${app.client.id}/e`, data: {} });
  const [end] = await app.waitForEnds("a");
  expect(end).toMatchObject({ status: "Failed", error: { name: "TypeError", message: "boom" } });
  expect(attempts).toEqual([
    [0, 3],
    [1, 3],
    [2, 3],
  ]);
});

test("attempts count anew for each step", async () => {
  const attempts: string[] = [];
  await using app = await startApp(({ client, named }) => [
    client.createFunction({ id: "a", triggers: [{ event: named("e") }], retries: 1 }, async ({ step, attempt }) => {
      for (const name of ["one", "two", "three"]) {
        let tries = 0;
        await step.run(name, () => {
          tries = attempts.filter((text) => text.startsWith(name)).length;
          attempts.push(`${name} ${attempt}`);
          if (tries === 0) throw new Error("first try");
        });
      }
    }),
  ]);
  await app.client.send({ name: `${app.client.id}/e`, data: {} });
  expect(await app.waitForEnds("a")).toMatchObject([{ status: "Completed" }]);
  expect(attempts).toEqual(["one 0", "one 1", "two 0", "two 1", "three 0", "three 1"]);
});

test("a step that failed for good can be caught; uncaught it fails the run", async () => {
  const boom = () => {
    throw new TypeError("boom");
  };
  await using app = await startApp(({ client, named }) => [
    client.createFunction({ id: "caught", triggers: [{ event: named("e") }], retries: 1 }, async ({ step }) => {
      const results = await Promise.allSettled([step.run("good", () => 1), step.run("bad", boom)]);
      const after = await step.run("after", () => "after");
      return [...results.map((r) => (r.status === "fulfilled" ? r.value : r.reason.message)), after];
    }),
    client.createFunction({ id: "uncaught", triggers: [{ event: named("e") }], retries: 0 }, async ({ step }) => {
      await step.run("bad", boom);
    }),
  ]);
  await app.client.send({ name: `${app.client.id}/e`, data: {} });
  expect(await app.waitForEnds("caught")).toMatchObject([{ status: "Completed", result: [1, "boom", "after"] }]);
  expect(await app.waitForEnds("uncaught")).toMatchObject([{ status: "Failed", error: { message: "boom" } }]);
});

test("NonRetriableError fails at once, in a step and outside", async () => {
  let calls = 0;
  const never = () => {
    calls++;
    throw new NonRetriableError("never", { cause: new Error("the cause") });
  };
  await using app = await startApp(({ client, named }) => [
    client.createFunction({ id: "outside", triggers: [{ event: named("e") }], retries: 5 }, async () => never()),
    client.createFunction({ id: "step", triggers: [{ event: named("e") }], retries: 5 }, async ({ step }) => {
      await step.run("never", never);
    }),
  ]);
  await app.client.send({ name: `${app.client.id}/e`, data: {} });
  expect(await app.waitForEnds("outside")).toMatchObject([{ status: "Failed", error: { message: "never" } }]);
  expect(await app.waitForEnds("step")).toMatchObject([{ status: "Failed", error: { message: "never" } }]);
  expect(calls).toBe(2);
});

test("RetryAfterError says when the next attempt comes", async () => {
  const times: number[] = [];
  await using app = await startApp(({ client, named }) => [
    client.createFunction({ id: "a", triggers: [{ event: named("e") }], retries: 2 }, async ({ step }) => {
      await step.run("later", () => {
        times.push(Date.now());
        if (times.length === 1) throw new RetryAfterError("wait", "3s");
      });
    }),
  ]);
  await app.client.send({ name: `${app.client.id}/e`, data: {} });
  expect(await app.waitForEnds("a")).toMatchObject([{ status: "Completed" }]);
  // Whole seconds: 3 may be cut to 2.
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(1_900);
});

test("onFailure hears of the failure with the error, the event and the run; not of a success", async () => {
  const failures: unknown[] = [];
  await using app = await startApp(({ client, named }) => [
    client.createFunction(
      {
        id: "a",
        triggers: [{ event: named("e") }],
        retries: 0,
        onFailure: async ({ error, event }) => {
          failures.push([error.message, event.data.function_id, event.data.event.data.n, event.data.run_id]);
        },
      },
      async ({ event }) => {
        if (event.data.n === 1) throw new Error("boom");
      },
    ),
  ]);
  const name = `${app.client.id}/e`;
  await app.client.send([
    { name, data: { n: 1 } },
    { name, data: { n: 2 } },
  ]);
  const ends = await app.waitForEnds("a", 2);
  await app.until("onFailure ran", () => failures.length > 0);
  const failed = ends.find((end) => end.status === "Failed");
  expect(failures).toEqual([["boom", `${app.client.id}-a`, 1, failed?.runId]]);
});

test("the ends of runs are events: failed and cancelled have their own, beside finished", async () => {
  const heard: string[] = [];
  await using app = await startApp(({ client, named, appId }) => {
    const ours = `event.data.function_id.startsWith('${appId}-end')`;
    const listen = (id: string, event: string) =>
      client.createFunction({ id, triggers: [{ event, if: ours }] }, async ({ event: told }) => {
        const { function_id, _inngest } = told.data as unknown as { function_id: string; _inngest: { status: string } };
        heard.push(`${id} ${function_id.slice(appId.length + 1)} ${_inngest.status}`);
      });
    return [
      listen("hear-failed", "inngest/function.failed"),
      listen("hear-cancelled", "inngest/function.cancelled"),
      client.createFunction({ id: "end-failing", triggers: [{ event: named("e") }], retries: 0 }, async () => {
        throw new Error("boom");
      }),
      client.createFunction(
        { id: "end-cancelled", triggers: [{ event: named("e") }], timeouts: { finish: "1s" } },
        async ({ step }) => {
          await step.sleep("long", "30s");
        },
      ),
    ];
  });
  await app.client.send({ name: `${app.client.id}/e`, data: {} });
  await app.waitForEnds("end-failing");
  await app.waitForEnds("end-cancelled");
  await app.until("both were heard of", () => heard.length >= 2);
  expect(heard.sort()).toEqual(["hear-cancelled end-cancelled Cancelled", "hear-failed end-failing Failed"]);
});

test("a run may have a thousand steps and not more", async () => {
  await using app = await startApp(({ client, named }) => [
    client.createFunction({ id: "a", triggers: [{ event: named("e") }], retries: 0 }, async ({ event, step }) => {
      await Promise.all(Array.from({ length: event.data.n }, (_, i) => step.sleep(`s${i}`, "1h")));
    }),
  ]);
  await app.client.send({ name: `${app.client.id}/e`, data: { n: 1_001 } });
  expect(await app.waitForEnds("a")).toMatchObject([{ status: "Failed" }]);
});
