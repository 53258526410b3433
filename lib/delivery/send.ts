import type { Trigger } from "@/lib/contracts/attempt";
import type { OutboundMessage, SendResult } from "@/lib/destinations/types";
import { askedToWaitMs, judgeAttempt, type Verdict } from "./retry";
import type { LaneSettings, SentDelivery, WaitingDelivery } from "./types";

/**
 * The event's own 128 bits are the trace, so all attempts of an event, to whomever, are one trace; the last 64 of the
 * attempt's are the span, so who has the one finds the other. They are never all zero, which W3C forbids: a UUID's
 * variant stands first.
 */
function traceparentOf(eventId: string, attemptId: string): string {
  return `00-${eventId.slice(-32)}-${attemptId.slice(-16)}-01`;
}

export function triggerOf(delivery: WaitingDelivery): Trigger {
  if (delivery.attemptCount > 0) return "scheduled";
  if (delivery.generation > 1) return "replay";
  return delivery.attemptTotal === 1 ? "immediate" : "scheduled";
}

function messageOf(delivery: WaitingDelivery, attemptId: string): OutboundMessage {
  return {
    deliveryId: delivery.id,
    eventId: delivery.eventId,
    eventType: delivery.eventType,
    subscriptionId: delivery.subscriptionId,
    tenantId: delivery.tenantId,
    sequence: delivery.sequence,
    attemptNumber: delivery.attemptTotal + 1,
    traceparent: traceparentOf(delivery.eventId, attemptId),
    body: delivery.body,
  };
}

export interface SendContext {
  signal: AbortSignal;
  newAttemptId(): string;
  nowMs(): number;
  random(): number;
}

/** Makes one attempt and says what it means. Does not reject: a failing adapter is an outcome of its own. */
export async function sendDelivery(
  delivery: WaitingDelivery,
  settings: LaneSettings,
  context: SendContext,
): Promise<SentDelivery> {
  const attemptId = context.newAttemptId();
  const startedAtMs = context.nowMs();
  let result: SendResult;
  try {
    result = await settings.sender.send(messageOf(delivery, attemptId), context.signal);
  } catch (error) {
    result = failedAdapter(error, startedAtMs, context.nowMs());
  }
  const verdict = judge(delivery, settings, result, context.random());
  return {
    delivery,
    attemptId,
    trigger: triggerOf(delivery),
    result,
    queueMs: Math.max(0, startedAtMs - delivery.dueAtMs),
    verdict,
    dueAtMs: verdict.state === "pending" ? context.nowMs() + verdict.waitMs : null,
  };
}

function judge(delivery: WaitingDelivery, settings: LaneSettings, result: SendResult, random: number): Verdict {
  const { attemptCount, attemptTotal } = delivery;
  const { outcome, statusCode, retryAfterMs } = result;
  return judgeAttempt({ outcome, statusCode, retryAfterMs, attemptCount, attemptTotal }, settings.retryPolicy, random);
}

/** How long the whole lane waits after an answer: a 429 or 503 with Retry-After speaks for the endpoint. */
export function laneHoldMs(sent: SentDelivery): number {
  return askedToWaitMs(sent.result);
}

function failedAdapter(error: unknown, startedAtMs: number, endedAtMs: number): SendResult {
  return {
    outcome: "internal",
    statusCode: null,
    errorMessage: `The request could not be made: ${error instanceof Error ? error.message : String(error)}`,
    retryAfterMs: null,
    startedAtMs,
    timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: endedAtMs - startedAtMs },
    requestHeaders: {},
    responseHeaders: null,
    responseBody: null,
    responseTruncated: false,
  };
}
