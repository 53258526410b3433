import { z } from "zod";
import {
  MAX_SANDBOX_BODY_BYTES,
  MAX_SANDBOX_BYTES,
  MAX_SANDBOX_REQUESTS,
  type SandboxAnswer,
  sandboxAnswer,
} from "@/lib/contracts/sandbox";
import { maskHeaders } from "@/lib/destinations/webhook/headers";
import { newId } from "@/lib/ids";
import { insertRequest, type SandboxStep, takeStep, trimRequests } from "@/lib/queries/sandbox-requests";
import { checkSignature } from "./check-signature";

export interface SandboxRequest {
  method: string;
  /** With its question mark; empty without one. */
  query: string;
  headers: Record<string, string>;
  body: Buffer;
  receivedAtMs: number;
  /** 0 ≤ chance < 1, by which a random failure is decided. */
  chance: number;
}

export interface PlannedAnswer {
  answer: SandboxAnswer;
  delayMs: number;
}

const RANDOM_FAILURE = 503;
const MAX_QUERY_LENGTH = 2_000;
/** Of the sender's own headers: what they say is shown in any case. */
const OURS = /^(webhook-|content-|traceparent$)/;

/** Stores the request and says how to answer it; null when there is no such receiver (any more). */
export async function receiveInSandbox(receiverId: string, request: SandboxRequest): Promise<PlannedAnswer | null> {
  const step = await takeStep(receiverId);
  if (!step) return null;
  const planned = { answer: chooseAnswer(step, request.chance), delayMs: step.delayMs };
  const { tenantId, number } = step;
  const kept = request.body.subarray(0, MAX_SANDBOX_BODY_BYTES);
  await insertRequest({
    id: newId("sandboxRequest"),
    receiverId,
    tenantId,
    number,
    method: request.method,
    query: storable(request.query.slice(0, MAX_QUERY_LENGTH)),
    headers: JSON.stringify(maskReceived(request.headers)),
    body: storable(kept.toString("utf8")),
    bodyBytes: request.body.length,
    isBodyTruncated: kept.length < request.body.length,
    ...planned,
    signature: await checkSignature(tenantId, request),
  });
  await trimRequests(tenantId, { requests: MAX_SANDBOX_REQUESTS, bytes: MAX_SANDBOX_BYTES });
  return planned;
}

/** Exported for its table test. */
export function chooseAnswer(
  { answers: stored, repeat, failureRate, step }: Pick<SandboxStep, "answers" | "repeat" | "failureRate" | "step">,
  chance: number,
): SandboxAnswer {
  if (chance < failureRate) return RANDOM_FAILURE;
  const answers = z.array(sandboxAnswer).min(1).parse(stored);
  const at = repeat ? (step - 1) % answers.length : Math.min(step, answers.length) - 1;
  return answers[at] as SandboxAnswer;
}

function maskReceived(headers: Record<string, string>): Record<string, string> {
  const masked = maskHeaders(headers);
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, storable(OURS.test(name) ? value : (masked[name] ?? value))]),
  );
}

/** PostgreSQL's text holds no NUL. */
function storable(text: string): string {
  return text.replaceAll("\0", "\uFFFD");
}
