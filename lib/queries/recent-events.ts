import type { FoundEvent } from "./events";
import { db } from "./transaction";

/** How far back a type is looked for, so that the look is cheap however rare it is. */
const LOOK_BACK = 1_000;

interface RecentEvents {
  /** Null: an operator looks at all tenants. */
  tenantId: string | null;
  isWanted: (type: string) => boolean;
  limit: number;
  /** Of data, together; the newest event comes in any case. */
  maxBytes: number;
}

/** The newest events of the wanted types, newest first. Two reads by the index of (tenant, id). */
export async function findRecentEvents({ tenantId, isWanted, limit, maxBytes }: RecentEvents): Promise<FoundEvent[]> {
  const where = tenantId === null ? {} : { tenantId };
  const latest = await db().event.findMany({
    where,
    orderBy: { id: "desc" },
    take: LOOK_BACK,
    select: { id: true, type: true },
  });
  const ids = latest.filter(({ type }) => isWanted(type)).slice(0, limit);
  const found = await db().event.findMany({
    where: { ...where, id: { in: ids.map(({ id }) => id) } },
    orderBy: { id: "desc" },
  });
  let bytes = 0;
  return found.filter(({ data }, index) => {
    bytes += data.length;
    return index === 0 || bytes <= maxBytes;
  });
}
