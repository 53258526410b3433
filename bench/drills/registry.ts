import type { Stack } from "../lib/stack";
import { ENDPOINT_DRILLS } from "./endpoints";
import { NEIGHBOUR_DRILLS } from "./neighbours";
import { NETWORK_DRILLS } from "./network";
import { PROCESS_DRILLS } from "./processes";
import { SCHEDULED_DRILLS } from "./scheduled";
import type { Drill, DrillResult } from "./types";

export const DRILLS: readonly Drill[] = [
  ...NEIGHBOUR_DRILLS,
  ...ENDPOINT_DRILLS,
  ...NETWORK_DRILLS,
  ...SCHEDULED_DRILLS,
  ...PROCESS_DRILLS,
];

/**
 * The short form of all drills: those that need not be alone run side by side, each with a tenant of its own, which makes
 * fifteen endpoints in trouble neighbours of each other. Resolves with the result of each, by name.
 */
export async function runShortDrills(stack: Stack): Promise<Map<string, DrillResult | Error>> {
  const results = new Map<string, DrillResult | Error>();
  const run = async (drill: Drill) => {
    const result = await drill.run(stack, { isShort: true }).catch((error: Error) => error);
    results.set(drill.name, result);
  };
  await Promise.all(DRILLS.filter((drill) => !drill.isAlone).map(run));
  for (const drill of DRILLS.filter(({ isAlone }) => isAlone)) await run(drill);
  return results;
}
