import { z } from "zod";
import { eventPattern, line, time, toTime } from "./common";
import { DEFAULT_TIMEOUT_SECONDS, MAX_LANE_CONCURRENCY, MAX_TIMEOUT_SECONDS, MIN_TIMEOUT_SECONDS } from "./limits";
import { type RetryPolicy, retryPolicy } from "./retry-policy";
import { rateLimit } from "./tenant";

export const MAX_PATTERNS = 100;
export const MAX_FILTER_LENGTH = 4_000;

export const ordering = z.strictObject({
  /** Null: one order for the whole subscription; else a JMESPath on the event. */
  key: z.string().max(500).nullable().default(null),
  onDead: z.enum(["continue", "block"]).default("continue"),
});

/** How requests are signed: Standard Webhooks `v1` (a shared secret) or `v1a` (a key pair, of which consumers see one half). */
export const signatureKind = z.enum(["hmac", "ed25519"]);
export type SignatureKind = z.output<typeof signatureKind>;

const destination = z.strictObject({ type: z.string().min(1).max(50), config: z.record(z.string(), z.unknown()) });

const fields = {
  description: line(500).nullable(),
  events: z.array(eventPattern).min(1, "must name at least one event type").max(MAX_PATTERNS),
  filter: z.string().min(1).max(MAX_FILTER_LENGTH).nullable(),
  headers: z.record(z.string(), z.string()),
  retryPolicy,
  timeoutSeconds: z.number().int().min(MIN_TIMEOUT_SECONDS).max(MAX_TIMEOUT_SECONDS),
  maxConcurrency: z.number().int().min(1).max(MAX_LANE_CONCURRENCY).nullable(),
  rateLimit: rateLimit.nullable(),
  ordering: ordering.nullable(),
  skipVerification: z.boolean(),
  /** The answer to the test request must repeat its `data.challenge`: whoever controls the endpoint wants this. */
  challenge: z.boolean(),
  /** Switched off after so many hours of nothing but failures; null: as the installation says; 0: never. */
  disableAfterHours: z.int().min(0).max(8_760).nullable(),
  /** Dead letters go again, gently and once, as soon as the endpoint is well again. */
  drainDeadLetters: z.boolean(),
};

/** `url` and `headers` are short for the destination type `webhook`; another type comes as `destination`. */
export const subscriptionIn = z
  .strictObject({
    url: z.string().max(2_000).optional(),
    destination: destination.optional(),
    events: fields.events,
    description: fields.description.default(null),
    filter: fields.filter.default(null),
    /** Brought along (`whsec_` and base64 of 24 to 64 bytes, or `whsk_` and an Ed25519 key) or null: generated. */
    secret: z.string().max(200).nullable().default(null),
    /** Null: as the secret says, else hmac. */
    signature: signatureKind.nullable().default(null),
    headers: fields.headers.default({}),
    retryPolicy: fields.retryPolicy.default("default"),
    timeoutSeconds: fields.timeoutSeconds.default(DEFAULT_TIMEOUT_SECONDS),
    maxConcurrency: fields.maxConcurrency.default(null),
    rateLimit: fields.rateLimit.default(null),
    ordering: fields.ordering.default(null),
    skipVerification: fields.skipVerification.default(false),
    challenge: fields.challenge.default(false),
    disableAfterHours: fields.disableAfterHours.default(null),
    drainDeadLetters: fields.drainDeadLetters.default(false),
  })
  .refine((input) => (input.url === undefined) !== (input.destination === undefined), {
    path: ["url"],
    message: "is required: give either url or destination",
  });
export type SubscriptionIn = z.output<typeof subscriptionIn>;

export const subscriptionPatch = z.strictObject({
  url: z.string().max(2_000).optional(),
  destination: destination.optional(),
  events: fields.events.optional(),
  description: fields.description.optional(),
  filter: fields.filter.optional(),
  headers: fields.headers.optional(),
  retryPolicy: fields.retryPolicy.optional(),
  timeoutSeconds: fields.timeoutSeconds.optional(),
  maxConcurrency: fields.maxConcurrency.optional(),
  rateLimit: fields.rateLimit.optional(),
  ordering: fields.ordering.optional(),
  skipVerification: fields.skipVerification.default(false),
  /** Also verifies a destination that does not change. */
  challenge: fields.challenge.default(false),
  disableAfterHours: fields.disableAfterHours.optional(),
  drainDeadLetters: fields.drainDeadLetters.optional(),
});
export type SubscriptionPatch = z.output<typeof subscriptionPatch>;

export const SUBSCRIPTION_STATUSES = ["active", "paused", "disabled"] as const;
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

/** An endpoint that fails and has taken nothing since. */
export const failingOut = z.object({
  since: time,
  /** Of the time until it is switched off. */
  percent: z.number(),
  /** Those that were recorded, in percent; each stands in the audit log too. */
  warnings: z.array(z.number()),
  /** Null: never. */
  disablesAt: time.nullable(),
});
export type FailingOut = z.output<typeof failingOut>;

export const subscriptionOut = z.object({
  id: z.string(),
  tenantId: z.string(),
  status: z.enum(SUBSCRIPTION_STATUSES),
  disabledReason: z.string().nullable(),
  /** The webhook's URL; null for other destination types. */
  url: z.string().nullable(),
  /** Secret values inside are masked. */
  destination: z.object({ type: z.string(), config: z.record(z.string(), z.unknown()) }),
  events: z.array(z.string()),
  filter: z.string().nullable(),
  description: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
  retryPolicy,
  timeoutSeconds: z.number(),
  maxConcurrency: z.number().nullable(),
  rateLimit: rateLimit.nullable(),
  ordering: ordering.nullable(),
  disableAfterHours: z.number().nullable(),
  drainDeadLetters: z.boolean(),
  /** Null while its endpoint does not fail. */
  failing: failingOut.nullable(),
  signature: signatureKind,
  /** `whpk_…`, what consumers verify Ed25519 signatures with; null for hmac. */
  publicKey: z.string().nullable(),
  /** When the secrets before the newest stop signing beside it; null without any. */
  previousSecretsEndAt: time.nullable(),
  verifiedAt: time.nullable(),
  version: z.number(),
  createdAt: time,
  updatedAt: time,
});
export type SubscriptionOut = z.output<typeof subscriptionOut>;

/** The answer to the creation and to a rotation: the only ones with the secret, besides GET …/secret; null when it is repeated, and for Ed25519. */
export const subscriptionCreatedOut = subscriptionOut.extend({ secret: z.string().nullable() });
export type SubscriptionCreatedOut = z.output<typeof subscriptionCreatedOut>;

export const MAX_OVERLAP_SECONDS = 30 * 86_400;

/** POST …/rotate-secret: the secrets before sign beside the new one until the overlap ends. */
export const rotateSecretIn = z.strictObject({
  secret: z.string().max(200).nullable().default(null),
  /** Null: as the secret says, else as before. */
  signature: signatureKind.nullable().default(null),
  overlapSeconds: z.int().min(0).max(MAX_OVERLAP_SECONDS).default(86_400),
});
export type RotateSecretIn = z.output<typeof rotateSecretIn>;

/** POST …/enable: what was skipped while it was disabled goes again, and if asked what died too. */
export const enableIn = z.strictObject({
  replayMissed: z.boolean().default(false),
  replayDead: z.boolean().default(false),
});
export type EnableIn = z.output<typeof enableIn>;

export const subscriptionEnabledOut = subscriptionOut.extend({
  /** The replay that this began. */
  replay: z.object({ id: z.string(), total: z.number() }).nullable(),
});
export type SubscriptionEnabledOut = z.output<typeof subscriptionEnabledOut>;

/** GET …/secret: those in force, newest first. Of Ed25519 only the public half is shown, so `secret` is null. */
export const secretsOut = z.object({
  secret: z.string().nullable(),
  secrets: z.array(z.string()),
  publicKey: z.string().nullable(),
  /** When the ones before the newest end; null without any. */
  previousSecretsEndAt: time.nullable(),
});
export type SecretsOut = z.output<typeof secretsOut>;

export interface SubscriptionRow {
  id: string;
  tenantId: string;
  description: string | null;
  events: string[];
  filter: string | null;
  destinationType: string;
  retryPolicy: unknown;
  timeoutSeconds: number;
  maxConcurrency: number | null;
  rateLimit: unknown;
  ordering: unknown;
  version: number;
  verifiedAt: Date | null;
  pausedAt: Date | null;
  disabledAt: Date | null;
  disabledReason: string | null;
  publicKey: string | null;
  disableAfterHours: number | null;
  drainDeadLetters: boolean;
  createdAt: Date;
  updatedAt: Date;
}

export function statusOf(row: Pick<SubscriptionRow, "pausedAt" | "disabledAt">): SubscriptionStatus {
  if (row.disabledAt) return "disabled";
  return row.pausedAt ? "paused" : "active";
}

/** `maskedConfig` is the destination's config as it may be shown. */
export function toSubscriptionOut(
  row: SubscriptionRow,
  maskedConfig: Record<string, unknown>,
  { failing, previousSecretsEndAt }: Pick<SubscriptionOut, "failing" | "previousSecretsEndAt">,
): SubscriptionOut {
  const headers = z.record(z.string(), z.string()).catch({}).parse(maskedConfig.headers);
  return {
    id: row.id,
    tenantId: row.tenantId,
    status: statusOf(row),
    disabledReason: row.disabledReason,
    url: typeof maskedConfig.url === "string" ? maskedConfig.url : null,
    destination: { type: row.destinationType, config: maskedConfig },
    events: row.events,
    filter: row.filter,
    description: row.description,
    headers,
    retryPolicy: retryPolicy.parse(row.retryPolicy) as RetryPolicy,
    timeoutSeconds: row.timeoutSeconds,
    maxConcurrency: row.maxConcurrency,
    rateLimit: rateLimit.nullable().parse(row.rateLimit),
    ordering: ordering.nullable().parse(row.ordering),
    disableAfterHours: row.disableAfterHours,
    drainDeadLetters: row.drainDeadLetters,
    failing,
    signature: row.publicKey === null ? "hmac" : "ed25519",
    publicKey: row.publicKey,
    previousSecretsEndAt,
    verifiedAt: toTime(row.verifiedAt),
    version: row.version,
    createdAt: toTime(row.createdAt),
    updatedAt: toTime(row.updatedAt),
  };
}
