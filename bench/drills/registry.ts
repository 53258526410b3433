import type { Stack } from "../lib/stack";
import { ENDPOINT_DRILLS } from "./endpoints";
import { NEIGHBOUR_DRILLS } from "./neighbours";
import { NETWORK_DRILLS } from "./network";
import { PROCESS_DRILLS } from "./processes";
import { SCHEDULED_DRILLS } from "./scheduled";
import type { Drill, DrillResult } from "./types";

export const DRILLS: readonly Drill[] = [
  ...SCHEDULED_DRILLS,
  ...NEIGHBOUR_DRILLS,
  ...ENDPOINT_DRILLS,
  ...NETWORK_DRILLS,
  ...PROCESS_DRILLS,
];

/**
 * The short form of all drills: those that need not be alone run side by side, each with a tenant of its own, which makes
 * fifteen endpoints in trouble neighbours of each other; before them what needs a quiet stack, after them what stops
 * processes. Resolves with the result of each, by name.
 */
export async function runShortDrills(stack: Stack): Promise<Map<string, DrillResult | Error>> {
  const results = new Map<string, DrillResult | Error>();
  const run = async (drill: Drill) => {
    const result = await drill.run(stack, { isShort: true }).catch((error: Error) => error);
    results.set(drill.name, result);
  };
  for (const drill of DRILLS.filter(({ alone }) => alone === "before")) await run(drill);
  await Promise.all(DRILLS.filter(({ alone }) => alone === undefined).map(run));
  for (const drill of DRILLS.filter(({ alone }) => alone === "after")) await run(drill);
  return results;
}
