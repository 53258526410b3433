import type pg from "pg";
import { pool as sharedPool } from "@/lib/prisma";
import { deleteExpiredKeys, deleteFreeGates, deleteOldEvents, deleteOldRuns } from "./queries/delete-old";
import { ulidBound } from "./ulid";

const CHUNK = 1_000;

export interface Pruned {
  runs: number;
  events: number;
  keys: number;
  gates: number;
}

/**
 * Removes ended runs with their steps, dispatched events, expired keys and free gates that are older than the age. Works in
 * chunks, each its own transaction; `maxChunks` of each kind bound one call, the rest is for the next.
 */
export async function pruneEngine(options: {
  olderThanMs: number;
  maxChunks?: number;
  pool?: pg.Pool;
}): Promise<Pruned> {
  const { olderThanMs, maxChunks = 100, pool = sharedPool() } = options;
  const cutoff = { bound: ulidBound(Date.now() - olderThanMs), olderThanMs, limit: CHUNK };
  return {
    runs: await inChunks(maxChunks, () => deleteOldRuns(pool, cutoff)),
    events: await inChunks(maxChunks, () => deleteOldEvents(pool, cutoff)),
    keys: await inChunks(maxChunks, () => deleteExpiredKeys(pool, CHUNK)),
    gates: await inChunks(maxChunks, () => deleteFreeGates(pool, CHUNK)),
  };
}

async function inChunks(maxChunks: number, remove: () => Promise<number>): Promise<number> {
  let total = 0;
  for (let chunk = 0; chunk < maxChunks; chunk++) {
    const removed = await remove();
    total += removed;
    if (removed < CHUNK) break;
  }
  return total;
}
