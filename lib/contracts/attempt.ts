import { z } from "zod";
import { time, toTime } from "./common";

/**
 * Why an attempt did not succeed, told apart for the person who has to mend it.
 * `closed`: the connection was closed before a whole response; `body_timeout`: a response began in time and its
 * body did not end; `interrupted`: our own shutdown (never charged).
 */
export const ERROR_KINDS = [
  "http_status",
  "redirect",
  "timeout",
  "body_timeout",
  "dns",
  "refused",
  "unreachable",
  "reset",
  "closed",
  "tls",
  "malformed_response",
  "blocked_address",
  "invalid_url",
  "interrupted",
  "internal",
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];
export type Outcome = "succeeded" | ErrorKind;

export const TRIGGERS = ["scheduled", "immediate", "replay"] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** Milliseconds; null where a phase did not happen (a reused connection has no dns, connect and tls). */
export const timings = z.object({
  queueMs: z.number().nullable(),
  dnsMs: z.number().nullable(),
  connectMs: z.number().nullable(),
  tlsMs: z.number().nullable(),
  firstByteMs: z.number().nullable(),
  totalMs: z.number(),
});
export type Timings = z.output<typeof timings>;

export const attemptOut = z.object({
  id: z.string(),
  number: z.number(),
  trigger: z.enum(TRIGGERS),
  outcome: z.enum(["succeeded", ...ERROR_KINDS]),
  statusCode: z.number().nullable(),
  errorMessage: z.string().nullable(),
  startedAt: time,
  durationMs: z.number(),
  timings,
  requestHeaders: z.record(z.string(), z.string()),
  responseHeaders: z.record(z.string(), z.string()).nullable(),
  responseBody: z.string().nullable(),
  responseTruncated: z.boolean(),
});
export type AttemptOut = z.output<typeof attemptOut>;

export interface AttemptRow {
  id: string;
  number: number;
  trigger: string;
  outcome: string;
  statusCode: number | null;
  errorMessage: string | null;
  startedAt: Date;
  durationMs: number;
  timings: unknown;
  /** JSON text. */
  requestHeaders: string;
  responseHeaders: string | null;
  responseBody: string | null;
  responseTruncated: boolean;
}

export function toAttemptOut(row: AttemptRow): AttemptOut {
  const { id, number, statusCode, errorMessage, durationMs, responseBody, responseTruncated } = row;
  return {
    id,
    number,
    trigger: attemptOut.shape.trigger.parse(row.trigger),
    outcome: attemptOut.shape.outcome.parse(row.outcome),
    statusCode,
    errorMessage,
    startedAt: toTime(row.startedAt),
    durationMs,
    timings: timings.parse(row.timings),
    requestHeaders: attemptOut.shape.requestHeaders.parse(JSON.parse(row.requestHeaders)),
    responseHeaders:
      row.responseHeaders === null ? null : attemptOut.shape.requestHeaders.parse(JSON.parse(row.responseHeaders)),
    responseBody,
    responseTruncated,
  };
}
