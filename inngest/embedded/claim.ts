import type pg from "pg";
import type { EngineEvent } from "./event";
import type { ClaimedJob } from "./job";
import {
  type Candidate,
  type ClaimedRow,
  type Claimer,
  countHolders,
  findCandidates,
  type Lane,
  leaseJobs,
  lockSlots,
} from "./queries/claim-jobs";
import { inTransaction, type Queryable } from "./transaction";

/** A dead worker's calls go on elsewhere after this time. Renewed three times within it (leases.ts). */
export const LEASE_MS = 3_000;

/** Leases up to `limit` due jobs of a lane whose concurrency keys have room. */
export async function claimJobs(
  pool: pg.Pool,
  claimer: Claimer,
  { lane, limit }: { lane: Lane; limit: number },
): Promise<ClaimedJob[]> {
  const rows = await inTransaction(pool, async (client) => {
    const candidates = await findCandidates(client, claimer, { limit, lane });
    const chosen = await chooseWithinLimits(client, candidates, claimer);
    if (chosen.length === 0) return [];
    return leaseJobs(client, { ids: chosen.map(({ id }) => id), owner: claimer.owner, leaseMs: LEASE_MS });
  });
  return rows.map(toJob);
}

async function chooseWithinLimits(db: Queryable, candidates: Candidate[], claimer: Claimer): Promise<Candidate[]> {
  const slots = candidates.flatMap((candidate) => candidate.slots);
  if (slots.length === 0) return candidates;
  await lockSlots(db, slots);
  const holders = await countHolders(db, slots, claimer);
  return candidates.filter(({ slots: wanted, slotLimits }) => {
    const hasRoom = wanted.every((slot, index) => (holders.get(slot) ?? 0) < (slotLimits[index] ?? Infinity));
    if (hasRoom) for (const slot of wanted) holders.set(slot, (holders.get(slot) ?? 0) + 1);
    return hasRoom;
  });
}

/** The texts were written by this engine. */
function toJob({ events, steps, ...row }: ClaimedRow): ClaimedJob {
  const finished = JSON.parse(steps ?? "[]") as [id: string, output: string][];
  return {
    ...row,
    events: JSON.parse(events) as EngineEvent[],
    steps: finished.map(([id, output]) => ({ id, output: JSON.parse(output) as unknown })),
  };
}
