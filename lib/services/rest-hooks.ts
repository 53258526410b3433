import { toTime } from "@/lib/contracts/common";
import type { HookSampleOut, RestHookIn, RestHookOut } from "@/lib/contracts/rest-hook";
import { subscriptionIn } from "@/lib/contracts/subscription";
import { AppError } from "@/lib/errors";
import { findEventType } from "@/lib/queries/event-types";
import { findRoutings } from "@/lib/queries/events";
import { findRecentEvents } from "@/lib/queries/recent-events";
import { compilePatterns } from "@/lib/routing/pattern";
import type { Caller } from "./audit";
import { createSubscription, type PreparedSubscription, prepareSubscription } from "./create-subscription";

const CHECK_TIMEOUT_MS = 5_000;
const MAX_SAMPLES = 3;
const MAX_SAMPLE_BYTES = 1_048_576;
/** An id that no event has. */
const SAMPLE_ID = `evt_${"0".repeat(32)}`;

/**
 * Checks the form of the URL, that its address is public, and that a connection with TLS comes about. No request is
 * sent: one would start the customer's Zap. Throws `invalid_request` or `verification_failed`.
 */
export async function prepareRestHook(
  tenantId: string,
  { targetUrl, events, filter }: RestHookIn,
): Promise<PreparedSubscription> {
  const input = subscriptionIn.parse({
    url: targetUrl,
    events,
    filter,
    description: "REST hook",
    skipVerification: true,
  });
  const prepared = await prepareSubscription(tenantId, input).catch(renameUrl);
  const { adapter, config } = prepared.destination;
  const [problem] = await adapter.check(config, { reach: true, timeoutMs: CHECK_TIMEOUT_MS });
  if (!problem) return prepared;
  throw new AppError("verification_failed", `targetUrl cannot be reached: ${problem.message}`, {
    errors: [{ path: "targetUrl", message: problem.message, code: problem.code }],
  });
}

export async function createRestHook(caller: Caller, prepared: PreparedSubscription): Promise<RestHookOut> {
  const { id, secret } = await createSubscription(caller, prepared);
  return { id, secret };
}

/** What a hook on the type (or pattern) gets: events that happened, else what the catalogue shows. */
export async function listSamples(tenantId: string, pattern: string): Promise<HookSampleOut[]> {
  const isWanted = compilePatterns([pattern]);
  const events = await findRecentEvents({ tenantId, isWanted, limit: MAX_SAMPLES, maxBytes: MAX_SAMPLE_BYTES });
  if (events.length === 0) return exampleOf(tenantId, pattern);
  const routings = await findRoutings(events.map(({ id }) => id));
  return events.map((event) => {
    const { id, type, version, source, correlationId } = event;
    const sequence = routings.get(id)?.sequence;
    return {
      id,
      type,
      version,
      timestamp: toTime(event.timestamp),
      source,
      correlationId,
      sequence: sequence == null ? null : Number(sequence),
      data: JSON.parse(event.data),
    };
  });
}

async function exampleOf(tenantId: string, name: string): Promise<HookSampleOut[]> {
  const [latest] = (await findEventType({ tenantId }, name))?.versions ?? [];
  if (!latest || latest.exampleFrom === "none") return [];
  const { version, example, createdAt } = latest;
  return [
    {
      id: SAMPLE_ID,
      type: name,
      version,
      timestamp: toTime(createdAt),
      source: null,
      correlationId: null,
      sequence: null,
      data: example,
    },
  ];
}

/** Errors name the field as the caller wrote it. */
function renameUrl(error: unknown): never {
  if (!(error instanceof AppError) || !error.options.errors) throw error;
  const errors = error.options.errors.map((one) => (one.path === "url" ? { ...one, path: "targetUrl" } : one));
  throw new AppError(error.code, error.detail.replace(/\burl:/g, "targetUrl:"), { errors, cause: error });
}
