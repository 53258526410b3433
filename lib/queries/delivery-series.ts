import type { DeliveryState } from "@/lib/contracts/delivery";
import { db } from "./transaction";

export interface SeriesRow {
  /** Seconds since the epoch at which the bucket begins. */
  at: number;
  state: DeliveryState;
  /** At least one attempt was made. */
  tried: boolean;
  count: number;
  oldest: Date;
}

/**
 * Deliveries made since `idBound`, counted by bucket and state. Costs a scan of that range of ids; the roll-ups of
 * the portal issue replace it before ranges of millions are looked at.
 */
export function countDeliverySeries(
  tenantId: string | null,
  idBound: string,
  bucketSeconds: number,
): Promise<SeriesRow[]> {
  return db().$queryRaw<SeriesRow[]>`
    select (floor(extract(epoch from created_at) / ${bucketSeconds}::int) * ${bucketSeconds}::int)::float8 as at,
           state::text as state, attempt_count > 0 as tried, count(*)::int as count, min(created_at) as oldest
      from deliveries
     where (${tenantId}::text is null or tenant_id = ${tenantId}) and id >= ${idBound}
       and state in ('pending', 'delivered', 'dead')
     group by 1, 2, 3 order by 1`;
}
