import { expect, test } from "vitest";
import { backoffMs, retryAfterMs } from "@/inngest/embedded/backoff";

test.each([
  [0, 15],
  [1, 30],
  [2, 60],
  [3, 120],
  [4, 300],
  [5, 600],
  [6, 1_200],
  [7, 2_400],
  [8, 3_600],
  [9, 7_200],
  [10, 7_200],
  [19, 7_200],
])("after attempt %i the wait is %i s, and up to 30 s more", (attempt, seconds) => {
  expect(backoffMs(attempt, 0)).toBe(seconds * 1_000);
  expect(backoffMs(attempt, 0.5)).toBe(seconds * 1_000 + 15_000);
  expect(backoffMs(attempt, 0.999_999)).toBeLessThan(seconds * 1_000 + 30_000);
});

const NOW = Date.parse("2026-01-01T00:00:00Z");

test.each([
  ["90", 90_000],
  ["0", 1_000],
  ["999999", 86_400_000],
  ["2026-01-01T00:01:30.900Z", 90_000],
  ["2025-01-01T00:00:00Z", 1_000],
  ["soon", undefined],
])("retry-after %s is a wait of %s ms", (header, expected) => {
  expect(retryAfterMs(header, NOW)).toBe(expected);
});
