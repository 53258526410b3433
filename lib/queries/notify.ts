import type { ClientBase } from "pg";
import type { Prisma } from "@/lib/generated/prisma/client";
import { db } from "./transaction";

/** Work came for a partition (payload: its id). Sent inside the transaction that makes the work. */
export const WORK_CHANNEL = "hookswitch_work";
/** A subscription or its deliveries changed (payload: Command as JSON). */
export const COMMAND_CHANNEL = "hookswitch_command";
/** A partition was taken from its owner (payload: its id and the new epoch, `3:17`). */
export const TAKEN_CHANNEL = "hookswitch_taken";
/** An API key was revoked (payload: its hash). */
export const KEY_CHANNEL = "hookswitch_key";

/** The catalogue or what is enforced of it changed (no payload). */
export const CATALOGUE_CHANNEL = "hookswitch_catalogue";

/** What web tells the partition's owner: reload the lane's settings and read its waiting rows again. */
export interface Command {
  partitionId: number;
  subscriptionId: string;
  /** True: only new rows are due; settings and what waits in memory are as they were. */
  rowsOnly?: boolean;
}

type Executor = Pick<Prisma.TransactionClient, "$executeRaw">;

export async function notifyCommand(tx: Executor, command: Command): Promise<void> {
  const payload = JSON.stringify(command);
  await tx.$executeRaw`select pg_notify(${COMMAND_CHANNEL}, ${payload})`;
}

/** Rows of a lane are due that its owner does not hold. In the transaction that made them so. */
export async function notifyRows(tx: Pick<ClientBase, "query">, command: Command): Promise<void> {
  await tx.query("select pg_notify($1, $2)", [COMMAND_CHANNEL, JSON.stringify({ ...command, rowsOnly: true })]);
}

/** A command for every lane of a tenant; in the transaction that is open. */
export async function notifyLanesOf(tenantId: string): Promise<void> {
  await db().$executeRaw`
    select pg_notify(${COMMAND_CHANNEL}, json_build_object('partitionId', t.partition_id, 'subscriptionId', s.id)::text)
      from subscriptions s join tenants t on t.id = s.tenant_id
     where s.tenant_id = ${tenantId} and s.deleted_at is null`;
}

export async function notifyKeyRevoked(tx: Executor, keyHash: string): Promise<void> {
  await tx.$executeRaw`select pg_notify(${KEY_CHANNEL}, ${keyHash})`;
}

/** In the transaction that is open. */
export async function notifyCatalogueChanged(): Promise<void> {
  await db().$executeRaw`select pg_notify(${CATALOGUE_CHANNEL}, '')`;
}
