import { Inngest, type InngestFunction } from "inngest";
import { expect, test } from "vitest";
import { EMBEDDED_URL, embeddedFetch } from "@/inngest/embedded/fetch";
import { registerFunctions } from "@/inngest/embedded/register";
import { sdkLogger } from "@/inngest/embedded/sdk-logger";

const client = new Inngest({ id: "t", isDev: true, baseUrl: EMBEDDED_URL, fetch: embeddedFetch, logger: sdkLogger() });
type Options = Parameters<typeof client.createFunction>[0];

/** `options` as a user of plain JavaScript could write them. */
function functionWith(options: Record<string, unknown>): InngestFunction.Any {
  return client.createFunction({ id: "f", triggers: [{ event: "a/b" }], ...options } as Options, async () => null);
}

function register(...functions: InngestFunction.Any[]) {
  return registerFunctions({ client, functions });
}

const BATCH = { maxSize: 2, timeout: "5s" };

test.each([
  ["batchEvents and cancelOn", { batchEvents: BATCH, cancelOn: [{ event: "a/stop" }] }],
  ["batchEvents and debounce", { batchEvents: BATCH, debounce: { period: "5s" } }],
  ["batchEvents and singleton", { batchEvents: BATCH, singleton: { mode: "skip" } }],
  ["batchEvents and priority", { batchEvents: BATCH, priority: { run: "1" } }],
])("%s are refused together, as on the server", async (names, options) => {
  await expect(register(functionWith(options))).rejects.toThrow(`t-f: ${names} exclude each other`);
});

test.each([
  ["a batch of one", { batchEvents: { maxSize: 1, timeout: "5s" } }, "batchEvents.maxSize: must be at least 2"],
  ["a batch that waits half a second", { batchEvents: { maxSize: 2, timeout: "500ms" } }, "must be at least 1s"],
  ["a batch that waits a day", { batchEvents: { maxSize: 2, timeout: "1d" } }, "hours, minutes and seconds only"],
  ["a debounce of half a second", { debounce: { period: "500ms" } }, "debounce.period: must be at least 1s"],
  ["a debounce of eight days", { debounce: { period: "8d" } }, "debounce.period: must be at most 7d"],
  ["a rate limit over two days", { rateLimit: { limit: 1, period: "2d" } }, "rateLimit.period: must be at most 24h"],
  ["three concurrency limits", { concurrency: [{ limit: 1 }, { limit: 2 }, { limit: 3 }] }, "at most 2 limits"],
  ["an account-wide limit without a key", { concurrency: { limit: 1, scope: "account" } }, "needs a key"],
  ["six cancelOn", { cancelOn: Array.from({ length: 6 }, (_, i) => ({ event: `a/${i}` })) }, "at most 5 cancelOn"],
  ["a macro in cancelOn", { cancelOn: [{ event: "a/x", if: "event.data.l.exists(i, i == 1)" }] }, "may not use macros"],
  ["a cancelOn until soon", { cancelOn: [{ event: "a/x", timeout: "soon" }] }, "cancelOn.0.timeout: is neither"],
  ["a timeout that is no duration", { timeouts: { finish: "soon" } }, "timeouts.finish: is not a duration"],
  ["an option that nobody knows", { singleton: { mode: "skip", scope: "env" } }, "scope is not supported"],
])("%s is refused by function and option", async (_what, options, message) => {
  const started = register(functionWith(options));
  await expect(started).rejects.toThrow("t-f: ");
  await expect(started).rejects.toThrow(message);
});

test.each([
  [
    "batches with concurrency, throttle, timeouts",
    { batchEvents: BATCH, concurrency: 1, throttle: { limit: 1, period: "5s" }, timeouts: { finish: "1m" } },
  ],
  [
    "debounce with all that goes beside it",
    {
      debounce: { period: "5s", timeout: "1m" },
      rateLimit: { limit: 1, period: "5s" },
      singleton: { mode: "skip" },
      priority: { run: "1" },
      cancelOn: [{ event: "a/stop", match: "data.n", timeout: new Date("2030-01-01T00:00:00Z") }],
    },
  ],
  ["throttles of half a second and of eight days", { throttle: { limit: 1, period: "8d", burst: 3 } }],
  ["env-wide concurrency with a key", { concurrency: { limit: 1, scope: "env", key: "'x'" } }],
])("%s are accepted, as on the server", async (_what, options) => {
  expect((await register(functionWith(options))).functions).toHaveLength(1);
});

test.each([
  ["six cron fields", { triggers: [{ cron: "* * * * * *" }] }, "a cron has five fields"],
  ["the same cron twice", { triggers: [{ cron: "0 0 * * *" }, { cron: "0 0 * * *" }] }, "stands there twice"],
  ["21 retries", { retries: 21 }, "at most 20 retries"],
  ["11 triggers", { triggers: Array.from({ length: 11 }, (_, i) => ({ event: `a/${i}` })) }, "at most 10 triggers"],
  ["an expression that is not CEL", { triggers: [{ event: "a/b", if: "event.data.n >" }] }, "t-f: "],
  ["an expression over something else", { triggers: [{ event: "a/b", if: "async.data.n == 1" }] }, "async"],
  ["a bad concurrency key", { concurrency: { limit: 1, key: "event.data." } }, "t-f: "],
  ["a wildcard in the middle", { triggers: [{ event: "a/*/c" }] }, "only at its end"],
])("%s: refused at start-up", async (_what, options, message) => {
  await expect(register(functionWith(options))).rejects.toThrow(message);
});

test("one error names the faults of all functions", async () => {
  const other = client.createFunction({ id: "g", triggers: [{ cron: "@hourly" }] }, async () => null);
  const started = register(functionWith({ debounce: { period: "5ms" }, retries: 21 }), other);
  await expect(started).rejects.toThrow(/t-f: .*at most 20 retries.*t-f: debounce.*t-g: a cron has five fields/);
});

test("two functions of one id are refused", async () => {
  await expect(register(functionWith({}), functionWith({}))).rejects.toThrow('Duplicate function ID "t-f"');
  const failing = functionWith({ onFailure: async () => null });
  await expect(register(failing, functionWith({ id: "f-failure" }))).rejects.toThrow(
    'Duplicate function ID "t-f-failure"',
  );
});

test("retries are counted as the server counts: four without a word, one call more than retries", async () => {
  const { functions } = await register(functionWith({ id: "default" }), functionWith({ id: "none", retries: 0 }));
  expect(functions.map((fn) => [fn.id, fn.maxAttempts])).toEqual([
    ["t-default", 5],
    ["t-none", 1],
  ]);
});

test("concurrency is a number, one limit or two, with a key each", async () => {
  const event = { id: "e", name: "a/b", ts: 1, user: {}, data: { p: 3 } };
  const { functions } = await register(
    functionWith({ id: "a", concurrency: 5 }),
    functionWith({ id: "b", concurrency: { limit: 1, key: "event.data.p" } }),
    functionWith({ id: "c", concurrency: [{ limit: 2 }, { limit: 1, key: "event.data.p" }] }),
  );
  expect(functions.map((fn) => fn.slotsOf(event))).toEqual([
    [{ key: "t-a|0|", limit: 5 }],
    [{ key: "t-b|0|3", limit: 1 }],
    [
      { key: "t-c|0|", limit: 2 },
      { key: "t-c|1|3", limit: 1 },
    ],
  ]);
});
