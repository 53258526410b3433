import { z } from "zod";

/** Limits of the open-source server. */
export const MAX_EVENTS_PER_REQUEST = 5_000;
const MAX_EVENT_BYTES = 3 * 1_024 * 1_024;
const MAX_NAME_LENGTH = 255;
const EARLIEST_TS = Date.UTC(1980, 0);
const LATEST_TS = Date.UTC(2100, 0);
/** Only the engine makes events of this name. */
export const RESERVED_PREFIX = "inngest/";

/** An event as functions see it. */
export interface EngineEvent {
  id: string;
  name: string;
  data: Record<string, unknown>;
  ts: number;
  user: Record<string, unknown>;
  v?: string;
  meta?: unknown;
}

/** A row to insert. `id` is ours; the sender's own id stands in `event.id`. */
export interface NewEvent {
  id: string;
  event: EngineEvent;
}

const record = z.record(z.string(), z.unknown());
const sent = z.object({
  name: z
    .string()
    .min(1, "must not be empty")
    .max(MAX_NAME_LENGTH, `must have at most ${MAX_NAME_LENGTH} characters`)
    .refine((name) => !name.startsWith(RESERVED_PREFIX), `must not start with ${RESERVED_PREFIX}`)
    .refine((name) => !name.includes("\0"), "must not contain U+0000"),
  data: record.nullish(),
  id: z
    .string()
    .refine((id) => !id.includes("\0"), "must not contain U+0000")
    .nullish(),
  ts: z
    .number()
    .int("must be whole milliseconds")
    .refine((ts) => ts === 0 || (ts >= EARLIEST_TS && ts < LATEST_TS), "must lie between 1980 and 2100")
    .nullish(),
  user: record.nullish(),
  v: z.string().nullish(),
  meta: z.unknown().optional(),
});

/** One element of what `send` posted → an event; throws a sentence with the position. `id` is the id to give it. */
export function readSentEvent({ value, index, id }: { value: unknown; index: number; id: string }): NewEvent {
  const parsed = sent.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`event ${index}: ${issue?.path.join(".") || "it"} ${issue?.message ?? "is not valid"}`);
  }
  const { name, data, ts, user, v, meta } = parsed.data;
  const { _inngest: _, ...ownData } = data ?? {};
  const event: EngineEvent = {
    id: parsed.data.id || id,
    name,
    data: ownData,
    ts: ts || Date.now(),
    user: user ?? {},
    ...(v ? { v } : {}),
    ...(meta === undefined ? {} : { meta }),
  };
  if (Buffer.byteLength(JSON.stringify(event)) > MAX_EVENT_BYTES)
    throw new Error(`event ${index}: is larger than 3 MiB`);
  return { id, event };
}
