import { db } from "./transaction";

export interface RevisionRow {
  subscriptionId: string;
  events: string[];
  filter: string | null;
  disabled: boolean;
  deleted: boolean;
}

/** What was in force: under a routing version of the tenant, or (events routed before those were noted) at a time. */
export type AsOf = { routingVersion: number } | { at: Date };

/** Of each subscription the revision in force; one that did not exist yet has none. */
export async function findRevisions(
  tenantId: string,
  subscriptionIds: readonly string[],
  asOf: AsOf,
): Promise<Map<string, RevisionRow>> {
  const inForce =
    "routingVersion" in asOf ? { routingVersion: { lte: asOf.routingVersion } } : { createdAt: { lte: asOf.at } };
  const rows = await db().subscriptionRevision.findMany({
    where: { tenantId, subscriptionId: { in: [...subscriptionIds] }, ...inForce },
    orderBy: { routingVersion: "desc" },
    distinct: ["subscriptionId"],
  });
  return new Map(rows.map((row) => [row.subscriptionId, row]));
}
