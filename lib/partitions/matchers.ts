import { ordering } from "@/lib/contracts/subscription";
import { loadMatcherRows, type MatcherRow } from "@/lib/queries/load-subscriptions";
import { compileMatcher, type Matcher } from "@/lib/routing/matcher";
import { compileOrderingKey, type OrderingKey } from "@/lib/routing/ordering-key";

/** Tenants whose compiled matchers are kept; the ones not used for longest go. */
const MAX_TENANTS = 5_000;

/** What fan-out needs to know of a tenant's subscriptions. */
export interface TenantRouting {
  /** Of the tenant, when its subscriptions were read. */
  routingVersion: number;
  matcher: Matcher;
  /** The ordering key of an event for a subscription; null where it keeps no order. Never throws. */
  orderingKey(subscriptionId: string, envelope: () => unknown): string | null;
}

export interface Matchers {
  /**
   * The matcher of a tenant, at least as new as `routingVersion` (read in the snapshot that shows the event, so
   * a subscription that was answered 201 before the event was published is in it). Null: no such tenant.
   */
  get(tenantId: string, routingVersion: number): Promise<TenantRouting | null>;
}

export function createMatchers(): Matchers {
  const entries = new Map<string, TenantRouting>();
  return {
    async get(tenantId, routingVersion) {
      const known = entries.get(tenantId);
      entries.delete(tenantId);
      const entry = known && known.routingVersion >= routingVersion ? known : await load(tenantId);
      if (!entry) return null;
      entries.set(tenantId, entry);
      if (entries.size > MAX_TENANTS) entries.delete(entries.keys().next().value ?? "");
      return entry;
    },
  };
}

async function load(tenantId: string): Promise<TenantRouting | null> {
  const loaded = await loadMatcherRows(tenantId);
  if (!loaded) return null;
  const { routingVersion, rows } = loaded;
  return { routingVersion, matcher: compileMatcher(rows), orderingKey: compileOrderings(rows) };
}

function compileOrderings(rows: readonly MatcherRow[]): TenantRouting["orderingKey"] {
  const keys = new Map<string, OrderingKey>();
  for (const row of rows) keys.set(row.id, compileOrderingKey(ordering.nullable().parse(row.ordering)));
  return (subscriptionId, envelope) => keys.get(subscriptionId)?.(envelope) ?? null;
}
