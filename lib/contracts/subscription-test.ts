import type { z } from "zod";
import { attemptOut } from "./attempt";
import { toTime } from "./common";

/** POST /subscriptions/{id}/test: what became of one signed test request. */
export const testOut = attemptOut.omit({ id: true, number: true, trigger: true });
export type TestOut = z.output<typeof testOut>;

/** A send result without what only the retry policy needs. */
interface TestResult extends Omit<TestOut, "startedAt" | "durationMs" | "timings"> {
  startedAtMs: number;
  timings: Omit<TestOut["timings"], "queueMs">;
}

export function toTestOut(result: TestResult): TestOut {
  const {
    outcome,
    statusCode,
    errorMessage,
    requestHeaders,
    responseHeaders,
    responseBody,
    responseTruncated,
    timings,
  } = result;
  return {
    outcome,
    statusCode,
    errorMessage,
    startedAt: toTime(new Date(result.startedAtMs)),
    durationMs: timings.totalMs,
    timings: { ...timings, queueMs: null },
    requestHeaders,
    responseHeaders,
    responseBody,
    responseTruncated,
  };
}
