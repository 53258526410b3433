import { pool } from "@/lib/prisma";
import { FENCE } from "./fence";
import { db } from "./transaction";

type Owned = { partitionId: number; epoch: number };

const SUCCESS = `
with fence as materialized (${FENCE})
update lanes l set failing_since = null, failure_warning = 0, last_success_at = $4 from fence where l.subscription_id = $3`;

/** The endpoint took a delivery: whatever failed before is over. */
export async function noteSuccess(owned: Owned, subscriptionId: string, at: Date): Promise<void> {
  const values = [owned.partitionId, owned.epoch, subscriptionId, at];
  await pool().query({ name: "note-success", text: SUCCESS, values });
}

const FAILURE = `
with fence as materialized (${FENCE})
update lanes l set failing_since = coalesce(l.failing_since, $4), last_failure_at = greatest(l.last_failure_at, $4)
  from fence where l.subscription_id = $3`;

export async function noteFailure(owned: Owned, subscriptionId: string, at: Date): Promise<void> {
  const values = [owned.partitionId, owned.epoch, subscriptionId, at];
  await pool().query({ name: "note-failure", text: FAILURE, values });
}

export interface FailingRow {
  subscriptionId: string;
  tenantId: string;
  failingSince: Date;
  lastFailureAt: Date | null;
  failureWarning: number;
  disableAfterHours: number | null;
}

/** Subscriptions that would be sent to and fail. */
export async function listFailing(): Promise<FailingRow[]> {
  const rows = await db().lane.findMany({
    where: { failingSince: { not: null }, subscription: { disabledAt: null, deletedAt: null } },
    select: {
      subscriptionId: true,
      tenantId: true,
      failingSince: true,
      lastFailureAt: true,
      failureWarning: true,
      subscription: { select: { disableAfterHours: true } },
    },
    orderBy: { failingSince: "asc" },
  });
  return rows.flatMap(({ subscription, failingSince, ...row }) =>
    failingSince ? [{ ...row, failingSince, disableAfterHours: subscription.disableAfterHours }] : [],
  );
}

/** False when it was warned of already, or does not fail any more. */
export async function raiseWarning(subscriptionId: string, percent: number): Promise<boolean> {
  const where = { subscriptionId, failingSince: { not: null }, failureWarning: { lt: percent } };
  return (await db().lane.updateMany({ where, data: { failureWarning: percent } })).count === 1;
}

/** True when it still fails since then; nobody notes a success until the transaction ends. */
export async function lockFailing(subscriptionId: string, since: Date): Promise<boolean> {
  const rows = await db().$queryRaw<unknown[]>`
    select subscription_id from lanes where subscription_id = ${subscriptionId} and failing_since = ${since} for update`;
  return rows.length === 1;
}

/** A person says that it is well again: what failed before counts no more. */
export async function forgetFailing(subscriptionId: string): Promise<void> {
  await db().lane.updateMany({ where: { subscriptionId }, data: { failingSince: null, failureWarning: 0 } });
}

/** Another endpoint took its place: nothing that is remembered of the one before holds this one back. */
export async function forgetEndpoint(subscriptionId: string): Promise<void> {
  await db().$executeRaw`
    with lane as (
      update lanes set breaker = null, failing_since = null, failure_warning = 0 where subscription_id = ${subscriptionId}
    )
    update lane_states set state = state || '{"heldUntilMs": null}' where subscription_id = ${subscriptionId}`;
}

/**
 * Subscriptions that want their dead letters drained and are well: breaker closed, a success since `since` and no
 * failure after it; with at least one dead letter that no drain has tried, and no replay under way.
 */
export function findDrainable(since: Date): Promise<{ subscriptionId: string; tenantId: string }[]> {
  return db().$queryRaw`
    select s.id as "subscriptionId", s.tenant_id as "tenantId"
      from subscriptions s join lanes l on l.subscription_id = s.id
     where s.drain_dead_letters and s.deleted_at is null and s.disabled_at is null and s.paused_at is null
       and coalesce(l.breaker->>'state', 'closed') = 'closed' and l.failing_since is null and l.last_success_at >= ${since}
       and exists (select from deliveries d left join replays r on r.id = d.replay_id
                    where d.subscription_id = s.id and d.state = 'dead' and r.origin is distinct from 'drain')
       and not exists (select from replay_lanes k join replays r on r.id = k.replay_id
                        where k.subscription_id = s.id and r.status = 'running')
     order by s.id`;
}
