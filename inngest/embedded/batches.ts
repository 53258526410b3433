import type pg from "pg";
import type { Start } from "./admit";
import { createRuns, type NewRun } from "./create-runs";
import type { EngineEvent } from "./event";
import type { Batching } from "./flow";
import type { EngineFunction } from "./function";
import { inLockOrder, keyOfFunction } from "./lock-order";
import {
  addToBatch,
  type BatchState,
  dropBatches,
  findDueBatches,
  insertBatch,
  lockBatch,
  readBatchEvents,
} from "./queries/batches";
import { inTransaction, type Queryable } from "./transaction";
import { newUlid } from "./ulid";

/** Of the server. */
const MAX_BATCH_BYTES = 10 * 1_024 * 1_024;
const FLUSHED_PER_TRANSACTION = 20;

interface Group {
  fn: EngineFunction;
  batch: Batching;
  key: string;
  payloads: string[];
}

/** Adds events to the open batches of their keys; a batch that is full becomes a run at once. */
export async function appendToBatches(db: Queryable, starts: readonly Start[]): Promise<void> {
  const groups = new Map<string, Group>();
  for (const { fn, event } of starts) {
    const batch = fn.flow.batch;
    if (!batch) continue;
    const key = batch.keyOf(event);
    const name = keyOfFunction(fn.id, key);
    const group = groups.get(name) ?? { fn, batch, key, payloads: [] };
    group.payloads.push(JSON.stringify(event));
    groups.set(name, group);
  }
  for (const [, group] of inLockOrder(groups, ([name]) => name)) await appendToBatch(db, group);
}

async function appendToBatch(db: Queryable, { fn, batch, key, payloads }: Group): Promise<void> {
  const open = await lockBatch(db, { id: newUlid(), functionId: fn.id, key, timeoutMs: batch.timeoutMs });
  if (!isFull(open, payloads, batch)) return addToBatch(db, { id: open.id, payloads });
  const waiting = open.size > 0 ? ((await readBatchEvents(db, [open.id])).get(open.id) ?? []) : [];
  await dropBatches(db, [open.id]);
  const { full, rest } = cut([...waiting, ...payloads], batch.maxSize);
  await createRuns(
    db,
    full.map((texts) => batchRun(fn, texts)),
  );
  if (rest.length > 0) {
    await insertBatch(db, { id: newUlid(), functionId: fn.id, key, timeoutMs: batch.timeoutMs, payloads: rest });
  }
}

function isFull({ size, bytes }: BatchState, payloads: string[], { maxSize }: Batching): boolean {
  return size + payloads.length >= maxSize || bytes + bytesOf(payloads) > MAX_BATCH_BYTES;
}

function bytesOf(payloads: readonly string[]): number {
  return payloads.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

/** Full batches, by number or by size, and what does not fill one yet. */
function cut(payloads: string[], maxSize: number): { full: string[][]; rest: string[] } {
  const full: string[][] = [];
  let rest: string[] = [];
  let bytes = 0;
  for (const text of payloads) {
    rest.push(text);
    bytes += Buffer.byteLength(text);
    if (rest.length < maxSize && bytes <= MAX_BATCH_BYTES) continue;
    full.push(rest);
    rest = [];
    bytes = 0;
  }
  return { full, rest };
}

function batchRun(fn: EngineFunction, texts: readonly string[]): NewRun {
  const [first, ...others] = texts.map((text) => JSON.parse(text) as EngineEvent);
  if (!first) throw new Error(`a batch of ${fn.id} is empty`);
  return { fn, events: [first, ...others], key: `batch ${newUlid()}` };
}

/** Starts the runs of batches that have waited long enough. Returns how many. */
export function flushBatches(pool: pg.Pool, functions: readonly EngineFunction[]): Promise<number> {
  return inTransaction(pool, async (client) => {
    const functionIds = functions.map((fn) => fn.id);
    const due = await findDueBatches(client, { functionIds, limit: FLUSHED_PER_TRANSACTION });
    if (due.length === 0) return 0;
    const ids = due.map(({ id }) => id);
    const events = await readBatchEvents(client, ids);
    await dropBatches(client, ids);
    const runs = due.flatMap(({ id, functionId }) => {
      const fn = functions.find((candidate) => candidate.id === functionId);
      const texts = events.get(id);
      return fn && texts ? [batchRun(fn, texts)] : [];
    });
    await createRuns(client, runs);
    return due.length;
  });
}
