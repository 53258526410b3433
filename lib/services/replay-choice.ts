import { type ReplayRow, replayFilter } from "@/lib/contracts/replay";
import type { ReplayChoice } from "@/lib/queries/replay-choice";
import { patternToRegex } from "@/lib/routing/pattern";

/** What a replay looks through: deliveries, which go again in place, or events, of which a target makes deliveries. */
export type ReplayMode = "in_place" | "events" | "events_of_deliveries";

type Wanted = Pick<ReplayRow, "tenantId" | "after" | "before" | "filter" | "targetId">;

/** `targetEvents`: the event types that the target subscribes to; it gets no others. */
export function resolveChoice(
  row: Wanted,
  targetEvents: readonly string[] | null,
): { mode: ReplayMode; choice: ReplayChoice } {
  const filter = replayFilter.parse(row.filter);
  const types = [filter.types, targetEvents].flatMap((patterns) => (patterns ? [patterns.map(patternToRegex)] : []));
  const { tenantId, after, before } = row;
  return { mode: modeOf(row.targetId, filter), choice: { tenantId, after, before, filter, types } };
}

function modeOf(targetId: string | null, filter: ReturnType<typeof replayFilter.parse>): ReplayMode {
  if (targetId === null) return "in_place";
  const { subscriptionId, status, code, deliveryIds } = filter;
  const asksForDeliveries = [subscriptionId, status, code, deliveryIds].some((one) => one !== null);
  return asksForDeliveries ? "events_of_deliveries" : "events";
}
