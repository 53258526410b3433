import { type TenantIn, type TenantOut, type TenantPatch, toTenantOut } from "@/lib/contracts/tenant";
import { sha256 } from "@/lib/crypto";
import { env } from "@/lib/env";
import { AppError, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { type Keyset, mapSlice, type Slice } from "@/lib/queries/keyset";
import { notifyLanesOf } from "@/lib/queries/notify";
import * as tenants from "@/lib/queries/tenants";
import { inTransaction } from "@/lib/queries/transaction";
import { type Caller, recordChange } from "./audit";

export function createTenant(caller: Caller, input: TenantIn): Promise<TenantOut> {
  return inTransaction(async () => {
    const id = newId("tenant");
    const row = await tenants.insertTenant(id, partitionFor(id, env().HOOKSWITCH_PARTITIONS), input);
    if (!row)
      throw new AppError(
        "already_exists",
        `A tenant with the externalId "${input.externalId}" exists already. Use that one, or choose another externalId.`,
      );
    const out = toTenantOut(row);
    await recordChange(caller, { tenantId: id, action: "tenant.create", targetId: id, after: out });
    return out;
  });
}

export async function getTenant(tenantId: string): Promise<TenantOut> {
  const row = await tenants.findTenant(tenantId);
  if (!row) throw notFound("tenant");
  return toTenantOut(row);
}

export async function listTenants(
  filter: { externalId?: string | undefined },
  keyset: Keyset,
): Promise<Slice<TenantOut>> {
  return mapSlice(await tenants.listTenants(filter, keyset), toTenantOut);
}

export function updateTenant(caller: Caller, tenantId: string, patch: TenantPatch): Promise<TenantOut> {
  return inTransaction(async () => {
    const before = await getTenant(tenantId);
    const after = toTenantOut(await tenants.updateTenant(tenantId, patch));
    // Its lanes hold the limits in memory.
    await notifyLanesOf(tenantId);
    await recordChange(caller, { tenantId, action: "tenant.update", targetId: tenantId, before, after });
    return after;
  });
}

/** Even over the partitions, and for ever the same for an id. Partitions are numbered from 0. */
function partitionFor(tenantId: string, partitions: number): number {
  return sha256(tenantId).readUInt32BE(0) % partitions;
}
