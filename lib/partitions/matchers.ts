import { loadMatcherRows } from "@/lib/queries/load-subscriptions";
import { compileMatcher, type Matcher } from "@/lib/routing/matcher";

/** Tenants whose compiled matchers are kept; the ones not used for longest go. */
const MAX_TENANTS = 5_000;

interface Entry {
  routingVersion: number;
  matcher: Matcher;
}

export interface Matchers {
  /**
   * The matcher of a tenant, at least as new as `routingVersion` (read in the snapshot that shows the event, so
   * a subscription that was answered 201 before the event was published is in it). Null: no such tenant.
   */
  get(tenantId: string, routingVersion: number): Promise<Matcher | null>;
}

export function createMatchers(): Matchers {
  const entries = new Map<string, Entry>();
  return {
    async get(tenantId, routingVersion) {
      const known = entries.get(tenantId);
      entries.delete(tenantId);
      const entry = known && known.routingVersion >= routingVersion ? known : await load(tenantId);
      if (!entry) return null;
      entries.set(tenantId, entry);
      if (entries.size > MAX_TENANTS) entries.delete(entries.keys().next().value ?? "");
      return entry.matcher;
    },
  };
}

async function load(tenantId: string): Promise<Entry | null> {
  const loaded = await loadMatcherRows(tenantId);
  return loaded && { routingVersion: loaded.routingVersion, matcher: compileMatcher(loaded.rows) };
}
