import { expect, test } from "vitest";
import { compileExpression } from "@/inngest/embedded/cel";
import { parseCron } from "@/inngest/embedded/cron";
import { parseDue, parseDuration } from "@/inngest/embedded/duration";
import { toKey } from "@/inngest/embedded/key";
import { newUlid, readSeed, ulidBound, ulidOfSeed } from "@/inngest/embedded/ulid";

test.each([
  ["*/5 3 * * *", "2026-01-02T03:01:00Z", "2026-01-02T03:05:00.000Z"],
  ["0 12 * * MON-FRI", "2026-01-03T00:00:00Z", "2026-01-05T12:00:00.000Z"],
  ["0 0 1,15 * ?", "2026-01-02T00:00:00Z", "2026-01-15T00:00:00.000Z"],
  ["TZ=Europe/Paris 0 12 * * *", "2026-01-02T00:00:00Z", "2026-01-02T11:00:00.000Z"],
  ["TZ=Europe/Paris 0 12 * * *", "2026-07-02T00:00:00Z", "2026-07-02T10:00:00.000Z"],
])("the cron %s ticks after %s at %s", (expression, after, expected) => {
  expect(parseCron(expression).next(new Date(after))?.toISOString()).toBe(expected);
});

test.each([
  "* * * * * *",
  "@hourly",
  "0 0 L * *",
  "0 0 15W * *",
  "0 0 * * FRI#2",
  "61 * * * *",
  "TZ=Mars/Base 0 0 * * *",
  "",
])("the cron %j is refused", (expression) => {
  expect(() => parseCron(expression)).toThrow();
});

test.each([
  ["1s", 1_000],
  ["1m30s", 90_000],
  ["2h", 7_200_000],
  ["1w1d", 691_200_000],
  ["", undefined],
  ["5", undefined],
  ["1s2026", undefined],
])("the duration %j is %s ms", (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

test.each([
  ["30s", { inMs: 30_000 }],
  ["2030-01-01T00:00:00.000Z", { at: new Date("2030-01-01T00:00:00Z") }],
  ["2030-13-01T00:00:00Z", undefined],
  ["5", undefined],
  ["", undefined],
])("the time %j is due at %j", (text, expected) => {
  expect(parseDue(text)).toEqual(expected);
});

const EVENT = { id: "e", name: "x", ts: 1, user: {}, data: { n: 2, s: "a", list: [1], none: null } };

test.each([
  ["event.data.n > 1", true],
  ["event.data.n == 2 && event.data.s == 'a'", true],
  ["event.data.s in ['a', 'b']", true],
  ["event.data.missing == 1", false],
  ["event.data.n", false],
  ["event.data.s > 1", false],
  ["has(event.data.missing)", false],
  ["[1][3] < 0", true],
  ["(event.data.s + 'b').contains('ab') && [event.data.n, 5].exists(i, i == 5)", true],
  ["event.data.list.map(i, i * 2.0) == [2.0]", true],
  ["event.data['s'] == 'a' && event.data.list[0] == 1", true],
  ["event.data.toString == null", true],
])("the condition %s is %s", (text, expected) => {
  expect(compileExpression(text).isTrue(EVENT)).toBe(expected);
});

test.each([
  ["event.data.n", "2"],
  ["event.data.s + '-' + string(event.data.n)", "a-2"],
  ["event.data.missing", "false"],
  ["event.data.none", "null"],
  ["event.data.list", "[1]"],
])("the key %s is %j", (text, expected) => {
  expect(toKey(compileExpression(text).valueOf(EVENT))).toBe(expected);
});

test.each(["event.data.n >", "other.data.n == 1", "1 +", ""])(
  "the expression %j is refused when it is compiled",
  (text) => {
    expect(() => compileExpression(text)).toThrow();
  },
);

test("ids rise with time, are never below the bound of their time, and repeat with their seed", () => {
  const at = Date.UTC(2026, 0, 1);
  expect(newUlid(at) < newUlid(at + 1)).toBe(true);
  expect(newUlid(at) >= ulidBound(at)).toBe(true);
  const seed = readSeed("1795321302365,OAycOM/P/TZ7sA==");
  expect(seed && ulidOfSeed(seed, 0)).toBe(seed && ulidOfSeed(seed, 0));
  expect(seed && ulidOfSeed(seed, 0)).not.toBe(seed && ulidOfSeed(seed, 1));
  expect(readSeed("no seed")).toBeUndefined();
});
