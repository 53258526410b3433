import { z } from "zod";
import { line, MAX_NAME_LENGTH, pageQuery, time, toTime } from "./common";

/** After its making or its last change; then it and all that it got are deleted. */
export const SANDBOX_HOURS = 24;
export const MAX_SANDBOX_RECEIVERS = 10;
/** Per tenant, over all its receivers; the oldest make room for the newest. */
export const MAX_SANDBOX_REQUESTS = 500;
export const MAX_SANDBOX_BYTES = 8 * 1_048_576;
/** What is kept of one body; all of it is read and counts for the signature. */
export const MAX_SANDBOX_BODY_BYTES = 64 * 1024;
export const MAX_SANDBOX_DELAY_MS = 60_000;
const MAX_ANSWERS = 20;

/** `close` ends the connection without an answer, `reset` cuts it (RST). */
export const CONNECTION_ANSWERS = ["close", "reset"] as const;
export const sandboxAnswer = z.union(
  [z.int().min(200).max(599), z.enum(CONNECTION_ANSWERS)],
  'must be a status from 200 to 599, "close" or "reset"',
);
export type SandboxAnswer = z.output<typeof sandboxAnswer>;

const answers = z.array(sandboxAnswer).min(1, "must hold at least one answer").max(MAX_ANSWERS);
const delayMs = z.int().min(0).max(MAX_SANDBOX_DELAY_MS);
const failureRate = z.number().min(0).max(1);

export const sandboxReceiverIn = z.strictObject({
  name: line(MAX_NAME_LENGTH).default("Test receiver"),
  /** One a request, in order. */
  answers: answers.default([204]),
  /** After the last answer: begin again, or stay with the last. */
  repeat: z.boolean().default(false),
  /** Before every answer. */
  delayMs: delayMs.default(0),
  /** Share of the requests, by chance, that get 503 instead. */
  failureRate: failureRate.default(0),
});
export type SandboxReceiverIn = z.output<typeof sandboxReceiverIn>;

/** Any change, an empty one too, keeps it for another 24 hours; new answers begin with the first. */
export const sandboxReceiverPatch = z.strictObject({
  name: line(MAX_NAME_LENGTH).optional(),
  answers: answers.optional(),
  repeat: z.boolean().optional(),
  delayMs: delayMs.optional(),
  failureRate: failureRate.optional(),
});
export type SandboxReceiverPatch = z.output<typeof sandboxReceiverPatch>;

export const sandboxReceiverOut = z.object({
  id: z.string(),
  tenantId: z.string(),
  /** Where it listens; may be a webhook's destination in every installation. */
  url: z.string(),
  name: z.string(),
  answers: z.array(sandboxAnswer),
  repeat: z.boolean(),
  delayMs: z.number(),
  failureRate: z.number(),
  /** Ever received, also those no longer kept. */
  requestCount: z.number(),
  lastRequestAt: time.nullable(),
  createdAt: time,
  updatedAt: time,
  expiresAt: time,
});
export type SandboxReceiverOut = z.output<typeof sandboxReceiverOut>;

/**
 * `valid`: a secret of the subscription made it, and its timestamp is not more than five minutes off. `unknown`:
 * it names no subscription of this tenant (yet), so there is no secret to check with.
 */
export const SIGNATURE_VERDICTS = ["valid", "invalid", "unsigned", "unknown"] as const;
export const signatureCheck = z.object({
  verdict: z.enum(SIGNATURE_VERDICTS),
  /** `v1` (HMAC-SHA256) or `v1a` (Ed25519); null unless valid. */
  scheme: z.enum(["v1", "v1a"]).nullable(),
  /** A sentence. */
  reason: z.string(),
});
export type SignatureCheck = z.output<typeof signatureCheck>;

export const sandboxRequestOut = z.object({
  id: z.string(),
  receiverId: z.string(),
  /** 1 for the first that the receiver got. */
  number: z.number(),
  method: z.string(),
  /** Query with its question mark; empty without one. */
  query: z.string(),
  /** Cookies, credentials and secrets of custom headers are masked. */
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  bodyBytes: z.number(),
  isBodyTruncated: z.boolean(),
  /** What it was answered with, and after how long. */
  answer: sandboxAnswer,
  delayMs: z.number(),
  signature: signatureCheck,
  receivedAt: time,
});
export type SandboxRequestOut = z.output<typeof sandboxRequestOut>;

export const sandboxRequestQuery = pageQuery;

export interface SandboxReceiverRow {
  id: string;
  tenantId: string;
  name: string;
  answers: unknown;
  repeat: boolean;
  delayMs: number;
  failureRate: number;
  requestCount: number;
  lastRequestAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  expiresAt: Date;
}

export function toSandboxReceiverOut(row: SandboxReceiverRow, url: string): SandboxReceiverOut {
  const { id, tenantId, name, repeat, delayMs: delay, failureRate: rate, requestCount } = row;
  return {
    id,
    tenantId,
    url,
    name,
    answers: z.array(sandboxAnswer).parse(row.answers),
    repeat,
    delayMs: delay,
    failureRate: rate,
    requestCount,
    lastRequestAt: toTime(row.lastRequestAt),
    createdAt: toTime(row.createdAt),
    updatedAt: toTime(row.updatedAt),
    expiresAt: toTime(row.expiresAt),
  };
}
