import { pool } from "@/lib/prisma";

// What waits for a subscription that must not be sent to leaves the queue: paused is held (no due time; resuming
// gives one), disabled is skipped, deleted is cancelled. The subscription's own state decides, in this
// statement, so a resume that was committed meanwhile wins. `for share` makes it wait for a change under way.
const SET_ASIDE = `
with target as materialized (
  select id, paused_at, disabled_at, deleted_at from subscriptions where id = $2 for share
)
update deliveries d
   set state = (case when t.deleted_at is not null then 'cancelled' when t.disabled_at is not null then 'skipped' else 'pending' end)::delivery_state,
       skip_reason = case when t.deleted_at is not null then 'deleted' when t.disabled_at is not null then 'disabled' else d.skip_reason end,
       settled_at = case when t.deleted_at is not null or t.disabled_at is not null then now() end,
       generation = d.generation + case when t.deleted_at is not null or t.disabled_at is not null then 1 else 0 end,
       due_at = null
  from target t
 where d.partition_id = $1 and d.subscription_id = t.id and d.state = 'pending'
   and (t.deleted_at is not null or t.disabled_at is not null or (t.paused_at is not null and d.due_at is not null))`;

export async function setAsideDeliveries(partitionId: number, subscriptionId: string): Promise<void> {
  await pool().query({ name: "set-aside", text: SET_ASIDE, values: [partitionId, subscriptionId] });
}

// The change of a subscription bumps the tenant's routing version in its own transaction, as every change does.
const SWITCH_OFF = `
with switched as (
  update subscriptions set disabled_at = now(), disabled_reason = $2, version = version + 1, updated_at = now()
   where id = $1 and version = $4 and disabled_at is null and deleted_at is null
  returning id, tenant_id, case when paused_at is null then 'active' else 'paused' end as status
), bumped as (
  update tenants t set routing_version = routing_version + 1 from switched s where t.id = s.tenant_id
)
insert into audit_log (id, tenant_id, actor, action, target_id, before, after)
select $3, tenant_id, 'system', 'subscription.disable', id,
       jsonb_build_object('status', status, 'disabledReason', null),
       jsonb_build_object('status', 'disabled', 'disabledReason', $2::text) from switched`;

export interface SwitchOff {
  id: string;
  /** Only while it is the subscription's: a change that was made meanwhile wins. */
  version: number;
  reason: string;
  auditId: string;
}

export async function switchOffSubscription({ id, version, reason, auditId }: SwitchOff): Promise<void> {
  await pool().query({ name: "switch-off", text: SWITCH_OFF, values: [id, reason, auditId, version] });
}
