import { toTime } from "@/lib/contracts/common";
import type { FilterTryIn, FilterTryOut, TriedOut } from "@/lib/contracts/filter-try";
import { findRoutings } from "@/lib/queries/events";
import { findRecentEvents } from "@/lib/queries/recent-events";
import { buildEnvelope, parseEnvelope } from "@/lib/routing/envelope";
import { type CompiledFilter, compileFilter } from "@/lib/routing/filter";
import { FILTER_STEPS, type StepPool } from "@/lib/routing/filter-budget";
import { compilePatterns } from "@/lib/routing/pattern";

/** Of all events of a try together: some 50 ms of work at worst. */
const STEPS_OF_A_TRY = 5 * FILTER_STEPS;
const MAX_RECENT_BYTES = 4 * 1_048_576;
const MAX_VALUE_LENGTH = 4_000;

/** Shows what an expression would do; an expression that does not compile is an answer, not an error. */
export async function tryFilter(
  tenantId: string | null,
  { filter, events, recent }: FilterTryIn,
): Promise<FilterTryOut> {
  const compiled = compileFilter(filter);
  if (!compiled.ok) return { error: { message: compiled.message, position: compiled.position }, results: [] };
  const pool: StepPool = { left: STEPS_OF_A_TRY };
  const given = events.map((event) => evaluate(compiled.filter, { envelope: event, event: null, pool }));
  const own = recent ? await readRecent(tenantId, recent) : [];
  const tried = own.map((one) => evaluate(compiled.filter, { ...one, pool }));
  return { error: null, results: [...given, ...tried] };
}

interface Tried {
  envelope: unknown;
  event: TriedOut["event"];
}

async function readRecent(
  tenantId: string | null,
  { type, limit }: NonNullable<FilterTryIn["recent"]>,
): Promise<Tried[]> {
  const isWanted = compilePatterns([type]);
  const events = await findRecentEvents({ tenantId, isWanted, limit, maxBytes: MAX_RECENT_BYTES });
  const routings = await findRoutings(events.map(({ id }) => id));
  return events.map((row) => ({
    envelope: parseEnvelope(buildEnvelope({ ...row, sequence: Number(routings.get(row.id)?.sequence ?? 0) })),
    event: { id: row.id, type: row.type, timestamp: toTime(row.timestamp) },
  }));
}

function evaluate(filter: CompiledFilter, { envelope, event, pool }: Tried & { pool: StepPool }): TriedOut {
  const result = filter.evaluate(envelope, pool);
  if (result.outcome === "failed") return { outcome: "failed", reason: result.reason, value: null, event };
  const isShort = (JSON.stringify(result.value)?.length ?? 0) <= MAX_VALUE_LENGTH;
  return { outcome: result.outcome, reason: null, value: isShort ? (result.value ?? null) : null, event };
}
