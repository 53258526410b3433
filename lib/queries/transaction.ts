import { AsyncLocalStorage } from "node:async_hooks";
import type { Prisma } from "@/lib/generated/prisma/client";
import { prisma } from "@/lib/prisma";

export type Executor = Prisma.TransactionClient;

interface Ambient {
  tx: Executor;
  tasks: (() => Promise<void>)[];
}

const TIMEOUT_MS = 10_000;
const MAX_WAIT_MS = 5_000;

// The custom server's bundle and Next's are two module graphs of one process. Node 20 copies the state of every storage
// into every promise: one for both.
const holder = globalThis as typeof globalThis & { hookswitchTransaction?: AsyncLocalStorage<Ambient> };
holder.hookswitchTransaction ??= new AsyncLocalStorage();
const ambient = holder.hookswitchTransaction;

/** The transaction that is open around this call, else the pool. */
export function db(): Executor {
  return ambient.getStore()?.tx ?? prisma();
}

/**
 * Runs the work in one transaction, or joins the one that is open: so a request with an Idempotency-Key writes
 * its claim, its work and its answer together, whatever services it calls. Never wait for another machine inside.
 */
export async function inTransaction<T>(work: () => Promise<T>): Promise<T> {
  if (ambient.getStore()) return work();
  const tasks: Ambient["tasks"] = [];
  const result = await prisma().$transaction((tx) => ambient.run({ tx, tasks }, work), {
    timeout: TIMEOUT_MS,
    maxWait: MAX_WAIT_MS,
  });
  for (const task of tasks) await task();
  return result;
}

/** Runs the task when the open transaction has committed (at once, if none is open); not at all if it fails. */
export async function afterCommit(task: () => Promise<void>): Promise<void> {
  const open = ambient.getStore();
  if (open) open.tasks.push(task);
  else await task();
}
