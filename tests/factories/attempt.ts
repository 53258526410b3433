import { newId } from "@/lib/ids";
import type { AttemptRecord } from "@/lib/queries/record-attempts";

/** What is recorded of a first attempt that succeeded. */
export function attemptOf(deliveryId: string, lane: { tenantId: string; subscriptionId: string }): AttemptRecord {
  return {
    ...lane,
    deliveryId,
    generation: 1,
    state: "delivered",
    charged: true,
    dueAt: null,
    attemptId: newId("attempt"),
    number: 1,
    trigger: "immediate",
    outcome: "succeeded",
    statusCode: 204,
    errorMessage: null,
    startedAt: new Date(),
    durationMs: 1,
    timings: "{}",
    requestHeaders: "{}",
    responseHeaders: null,
    responseBody: null,
    responseTruncated: false,
  };
}
