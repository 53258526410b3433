import { toTenantOut } from "@/lib/contracts/tenant";
import { notFound } from "@/lib/errors";
import { listLiveKeyIds, revokeKey } from "@/lib/queries/api-keys";
import * as erase from "@/lib/queries/erase-tenant";
import { listLiveSubscriptionIds, markSubscriptionDeleted } from "@/lib/queries/subscriptions";
import { bumpRoutingVersion, findTenant } from "@/lib/queries/tenants";
import { inTransaction } from "@/lib/queries/transaction";
import { type Caller, recordChange } from "./audit";
import { announceChange } from "./change-subscription";

/**
 * Deletes a tenant with all its data: events, deliveries, attempts, subscriptions, keys, members, its audit log.
 * Stops the traffic first, then deletes in bounded chunks, and the tenant itself last: when it breaks off, the
 * tenant is still there and the call can be repeated. What remains is one entry in the operator's audit log.
 */
export async function eraseTenant(caller: Caller, tenantId: string): Promise<void> {
  const before = await findTenant(tenantId);
  if (!before) throw notFound("tenant");
  await stopTraffic(tenantId);
  while (await erase.eraseSomeDeliveries(tenantId));
  while (await erase.eraseSomeEvents(tenantId));
  await inTransaction(async () => {
    const { partitionId } = await bumpRoutingVersion(tenantId);
    await erase.eraseQueue(tenantId, partitionId);
    await erase.eraseRollups(tenantId);
    await erase.eraseTenantRow(tenantId);
    await recordChange(caller, {
      tenantId: null,
      action: "tenant.delete",
      targetId: tenantId,
      before: toTenantOut(before),
    });
  });
}

function stopTraffic(tenantId: string): Promise<void> {
  return inTransaction(async () => {
    const { partitionId } = await bumpRoutingVersion(tenantId);
    for (const id of await listLiveSubscriptionIds(tenantId)) {
      await markSubscriptionDeleted(id);
      await announceChange({ tenantId, id });
    }
    for (const id of await listLiveKeyIds(tenantId)) await revokeKey(tenantId, id);
    await erase.eraseQueue(tenantId, partitionId);
  });
}
