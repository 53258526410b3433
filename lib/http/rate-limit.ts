import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Credential } from "./access";

/** A burst may use up the requests of this long at once; RateLimit-Limit is their number. */
const WINDOW_SECONDS = 10;
/** A tenant's keys and people together. */
const TENANT_FACTOR = 2;
/** For calls without credentials, by address. */
const PUBLIC_PER_SECOND = 20;
const MAX_BUCKETS = 50_000;

export type Kind = "management" | "publish";

interface Bucket {
  tokens: number;
  /** Monotonic seconds of the last take. */
  at: number;
}

interface Limit {
  /** Whose bucket. */
  key: string;
  /** Requests a second; 0: no limit. */
  rate: number;
}

// The custom server's bundle and Next's are two module graphs of one process: one count for both.
const holder = globalThis as typeof globalThis & { hookswitchBuckets?: Record<Kind, Map<string, Bucket>> };

/**
 * Takes one request out of the caller's bucket and its tenant's, and writes the tighter one's RateLimit-* headers;
 * throws `rate_limited` when one is empty. Counted in memory for each web process: no query, and N processes allow N
 * times as much. Under so many callers that memory would grow, all start anew (fail open).
 */
export function countRequest(
  headers: Record<string, string>,
  kind: Kind,
  { credential, address }: { credential: Credential | null; address: string | null },
): void {
  const now = performance.now() / 1_000;
  let tightest: { limit: Limit; bucket: Bucket } | null = null;
  for (const limit of limitsOf(kind, credential, address)) {
    if (limit.rate === 0) continue;
    const bucket = refill(kind, limit, now);
    if (!tightest || bucket.tokens / limit.rate < tightest.bucket.tokens / tightest.limit.rate)
      tightest = { limit, bucket };
    bucket.tokens -= 1;
  }
  if (!tightest) return;
  const { limit, bucket } = tightest;
  describe(headers, limit.rate, bucket.tokens);
  // What is refused costs nothing, so that asking too often does not lock out for ever.
  if (bucket.tokens >= 0) return;
  bucket.tokens += 1;
  const retryAfterSeconds = (1 - bucket.tokens) / limit.rate;
  throw new AppError("rate_limited", "Too many requests in a short time. Wait as long as Retry-After says.", {
    retryAfterSeconds,
  });
}

function limitsOf(kind: Kind, credential: Credential | null, address: string | null): Limit[] {
  if (credential === null) return address === null ? [] : [{ key: `address:${address}`, rate: PUBLIC_PER_SECOND }];
  const { HOOKSWITCH_RATE_LIMIT, HOOKSWITCH_PUBLISH_RATE_LIMIT, HOOKSWITCH_OPERATOR_PUBLISH_RATE_LIMIT } = env();
  if (credential.kind === "operator") {
    const rate = kind === "publish" ? HOOKSWITCH_OPERATOR_PUBLISH_RATE_LIMIT : HOOKSWITCH_RATE_LIMIT;
    return [{ key: credential.actor, rate }];
  }
  const rate = kind === "publish" ? HOOKSWITCH_PUBLISH_RATE_LIMIT : HOOKSWITCH_RATE_LIMIT;
  return [
    { key: credential.actor, rate },
    { key: credential.tenantId, rate: rate * TENANT_FACTOR },
  ];
}

function refill(kind: Kind, { key, rate }: Limit, now: number): Bucket {
  holder.hookswitchBuckets ??= { management: new Map(), publish: new Map() };
  const buckets = holder.hookswitchBuckets[kind];
  const capacity = rate * WINDOW_SECONDS;
  const found = buckets.get(key);
  if (found) {
    found.tokens = Math.min(capacity, found.tokens + (now - found.at) * rate);
    found.at = now;
    return found;
  }
  if (buckets.size >= MAX_BUCKETS) buckets.clear();
  const made = { tokens: capacity, at: now };
  buckets.set(key, made);
  return made;
}

function describe(headers: Record<string, string>, rate: number, tokens: number): void {
  const capacity = rate * WINDOW_SECONDS;
  headers["ratelimit-limit"] = String(capacity);
  headers["ratelimit-remaining"] = String(Math.max(0, Math.floor(tokens)));
  headers["ratelimit-reset"] = String(Math.ceil((capacity - Math.max(0, tokens)) / rate));
}
