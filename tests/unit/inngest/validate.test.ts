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

test.each([
  ["batchEvents", { batchEvents: { maxSize: 2, timeout: "5s" } }],
  ["debounce", { debounce: { period: "5s" } }],
  ["singleton", { singleton: { mode: "skip" } }],
  ["throttle", { throttle: { limit: 1, period: "5s" } }],
  ["rateLimit", { rateLimit: { limit: 1, period: "5s" } }],
  ["priority", { priority: { run: "1" } }],
  ["cancelOn", { cancelOn: [{ event: "a/stop" }] }],
  ["timeouts", { timeouts: { finish: "5s" } }],
  ["idempotency", { idempotency: "event.data.k" }],
])("the option %s is refused by function and name", async (name, options) => {
  await expect(register(functionWith(options))).rejects.toThrow(`t-f: the option ${name} is not supported yet`);
});

test.each([
  ["six cron fields", { triggers: [{ cron: "* * * * * *" }] }, "a cron has five fields"],
  ["the same cron twice", { triggers: [{ cron: "0 0 * * *" }, { cron: "0 0 * * *" }] }, "stands there twice"],
  ["21 retries", { retries: 21 }, "at most 20 retries"],
  ["11 triggers", { triggers: Array.from({ length: 11 }, (_, i) => ({ event: `a/${i}` })) }, "at most 10 triggers"],
  ["an expression that is not CEL", { triggers: [{ event: "a/b", if: "event.data.n >" }] }, "t-f: "],
  ["an expression over something else", { triggers: [{ event: "a/b", if: "async.data.n == 1" }] }, "async"],
  ["a bad concurrency key", { concurrency: { limit: 1, key: "event.data." } }, "t-f: "],
  [
    "an account-wide limit",
    { concurrency: { limit: 1, scope: "account", key: "'x'" } },
    "only the scope fn is supported",
  ],
  ["a wildcard in the middle", { triggers: [{ event: "a/*/c" }] }, "only at its end"],
])("%s: refused at start-up", async (_what, options, message) => {
  await expect(register(functionWith(options))).rejects.toThrow(message);
});

test("one error names the faults of all functions", async () => {
  const other = client.createFunction({ id: "g", triggers: [{ cron: "@hourly" }] }, async () => null);
  const started = register(functionWith({ debounce: { period: "5s" }, singleton: { mode: "skip" } }), other);
  await expect(started).rejects.toThrow(
    /t-f: the option debounce.*t-f: the option singleton.*t-g: a cron has five fields/,
  );
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
