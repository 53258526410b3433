import { pool } from "@/lib/prisma";

/** Where a tenant's events go. */
export interface TenantPlace {
  id: string;
  partitionId: number;
}

/** A tenant that was deleted or moved is noticed within this time; fan-out takes no event of a tenant that is gone. */
const TTL_MS = 1_000;
const MAX_CACHED = 20_000;

const cache = new Map<string, { place: TenantPlace; readAt: number }>();

const FIND = `
select id, partition_id as "partitionId" from tenants where id = $1
union all
select id, partition_id from tenants where external_id = $1 limit 1`;

/** By our id or the operator's own; null when there is no such tenant. */
export async function findTenantPlace(reference: string): Promise<TenantPlace | null> {
  const known = cache.get(reference);
  if (known && performance.now() - known.readAt < TTL_MS) return known.place;
  const { rows } = await pool().query<TenantPlace>({ name: "find-tenant-place", text: FIND, values: [reference] });
  const place = rows[0];
  if (!place) return null;
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(reference, { place, readAt: performance.now() });
  return place;
}
