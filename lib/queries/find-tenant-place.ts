import { pool } from "@/lib/prisma";

/** Where a tenant's events go. */
export interface TenantPlace {
  id: string;
  partitionId: number;
}

const FIND = `
select id, partition_id as "partitionId" from tenants where id = $1
union all
select id, partition_id from tenants where external_id = $1 limit 1`;

/** By our id or the operator's own; null when there is no such tenant. */
export async function findTenantPlace(reference: string): Promise<TenantPlace | null> {
  const { rows } = await pool().query<TenantPlace>({ name: "find-tenant-place", text: FIND, values: [reference] });
  return rows[0] ?? null;
}
