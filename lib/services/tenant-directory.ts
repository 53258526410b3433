import { findTenantPlace, type TenantPlace } from "@/lib/queries/find-tenant-place";

/** A tenant that was deleted or moved is noticed within this time; fan-out takes no event of a tenant that is gone. */
const TTL_MS = 1_000;
const MAX_CACHED = 20_000;

const cache = new Map<string, { place: TenantPlace; readAt: number }>();

/**
 * By our id or the operator's own; null when there is no such tenant. At most one look-up a second for each; between
 * two of them it answers at once.
 */
export function placeOfTenant(reference: string): TenantPlace | null | Promise<TenantPlace | null> {
  const known = cache.get(reference);
  return known && performance.now() - known.readAt < TTL_MS ? known.place : readPlace(reference);
}

async function readPlace(reference: string): Promise<TenantPlace | null> {
  const place = await findTenantPlace(reference);
  if (!place) return null;
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(reference, { place, readAt: performance.now() });
  return place;
}
