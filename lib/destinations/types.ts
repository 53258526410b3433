import type { z } from "zod";
import type { Outcome, Timings } from "@/lib/contracts/attempt";

/** One field of a destination's config: forms, validation messages, masking and docs follow from it. */
export interface FieldMetadata {
  name: string;
  label: string;
  help: string;
  kind: "url" | "text" | "secret" | "headers" | "select" | "boolean";
  required: boolean;
  options?: readonly { value: string; label: string }[];
}

export interface DestinationMetadata {
  type: string;
  label: string;
  description: string;
  fields: readonly FieldMetadata[];
  /** True when requests are signed with the subscription's secret. */
  signed: boolean;
}

/** One event for one subscription, ready to be sent. The body is the same on every attempt. */
export interface OutboundMessage {
  deliveryId: string;
  eventId: string;
  eventType: string;
  subscriptionId: string;
  tenantId: string;
  sequence: number;
  /** 1 for the first attempt ever made of the delivery. */
  attemptNumber: number;
  /** W3C trace context of the attempt. */
  traceparent: string;
  body: string;
}

/** What became of one attempt. Never thrown: expected failures are outcomes. */
export interface SendResult {
  outcome: Outcome;
  statusCode: number | null;
  /** A sentence for the customer; null on success. */
  errorMessage: string | null;
  /** From `Retry-After`, milliseconds from now; null when not given or not valid. */
  retryAfterMs: number | null;
  startedAtMs: number;
  timings: Omit<Timings, "queueMs">;
  requestHeaders: Record<string, string>;
  responseHeaders: Record<string, string> | null;
  responseBody: string | null;
  responseTruncated: boolean;
}

/** An open line to one destination; one per lane, so that its connections are the lane's own. */
export interface Sender {
  /** Rejects never. An abort of the signal ends with the outcome `interrupted`. */
  send(message: OutboundMessage, signal: AbortSignal): Promise<SendResult>;
  close(): Promise<void>;
}

export interface SenderOptions {
  /** Signing secrets in force, newest first; `whsec_…`. */
  secrets: readonly string[];
  timeoutMs: number;
  /** Most connections of the lane. */
  maxConnections: number;
}

/**
 * A destination type. Adding one: a folder with adapter and metadata, one line in registry.ts, a test that
 * calls the conformance suite (tests/destinations/conformance.ts).
 */
export interface DestinationAdapter<Config = unknown> {
  metadata: DestinationMetadata;
  /** Parses the plain config; its errors name the field and the remedy. */
  config: z.ZodType<Config>;
  /** The config as it may be shown and logged: secret values replaced by `••••`. */
  mask(config: Config): Record<string, unknown>;
  /** A short name for lists: host and path of a URL, bucket of an S3 destination. */
  describe(config: Config): string;
  open(config: Config, options: SenderOptions): Sender;
}
