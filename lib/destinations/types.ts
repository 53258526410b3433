import type { z } from "zod";
import type { ErrorKind, Outcome, Timings } from "@/lib/contracts/attempt";

/** Stands for a secret value wherever a config is shown or logged. Not a character of any header value. */
export const MASK = "••••";

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
  /** Lets sends in flight end (abort their signal to cut them); a later send is `interrupted`. */
  close(): Promise<void>;
}

export interface ExpiringSecret {
  secret: string;
  expiresAtMs: number;
}

export interface SenderOptions {
  /** Signing secrets in force, newest first; `whsec_…` or `whsk_…`. */
  secrets: readonly string[];
  /** Older ones that still sign, until their time. */
  expiring?: readonly ExpiringSecret[];
  timeoutMs: number;
  /** Most connections of the lane. */
  maxConnections: number;
}

/** What stands in the way of a config, as a sentence for the customer. `field` is a field of the metadata. */
export interface ConfigProblem {
  field: string;
  /** An ERROR_KINDS name or `https_required`. */
  code: ErrorKind | "https_required";
  message: string;
}

export interface CheckOptions {
  /**
   * False: only what is refused in any case (form, scheme, forbidden addresses); a name that does not resolve
   * passes. True: the name must resolve and a connection with TLS must come about. No request is ever sent.
   */
  reach: boolean;
  timeoutMs: number;
}

/**
 * A destination type. Adding one: a folder with adapter and metadata, one line in registry.ts, a test that
 * calls the conformance suite (tests/destinations/conformance.ts).
 */
export interface DestinationAdapter<Config = unknown> {
  metadata: DestinationMetadata;
  /** Parses the plain config; its errors name the field and the remedy. */
  config: z.ZodType<Config>;
  /** The config as it may be shown and logged: secret values replaced by MASK. */
  mask(config: Config): Record<string, unknown>;
  /** A short name for lists: host and path of a URL, bucket of an S3 destination. */
  describe(config: Config): string;
  /** Asked before a config is saved; empty when nothing stands in the way. Rejects never. */
  check(config: Config, options: CheckOptions): Promise<ConfigProblem[]>;
  /** Opens no connection yet. Throws only on a secret that is not one, which saving has to prevent. */
  open(config: Config, options: SenderOptions): Sender;
}
