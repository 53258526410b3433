import { type TenantOut, tenantIn } from "@/lib/contracts/tenant";
import { SYSTEM } from "@/lib/services/audit";
import { createTenant as create } from "@/lib/services/tenants";

let count = 0;

/** A tenant with a name and external id of its own, unless told. */
export function createTenant(input: { name?: string; externalId?: string | null } = {}): Promise<TenantOut> {
  count += 1;
  return create(SYSTEM, tenantIn.parse({ name: `Tenant ${count}`, externalId: `tenant-${count}`, ...input }));
}
