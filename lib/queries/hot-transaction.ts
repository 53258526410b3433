import type { ClientBase } from "pg";
import { pool } from "@/lib/prisma";
import { retryAborted } from "./retry-aborted";

/** The same, begun again when it was the victim of a deadlock: for work that locks rows which others lock too. */
export function inRetriedTransaction<T>(work: (tx: ClientBase) => Promise<T>): Promise<T> {
  return retryAborted(() => inHotTransaction(work));
}

/**
 * One READ COMMITTED transaction of raw statements on the shared pool, for the hot path (management code uses
 * transaction.ts, through Prisma). A throw rolls back and is thrown on.
 */
export async function inHotTransaction<T>(work: (tx: ClientBase) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    // A failed rollback means that the connection is gone: the pool must not hand it out again.
    await client.query("rollback").catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
