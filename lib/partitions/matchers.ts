import { ordering } from "@/lib/contracts/subscription";
import { loadMatcherRows, type MatcherRow } from "@/lib/queries/load-subscriptions";
import { type CompiledFilter, compileFilter } from "@/lib/routing/filter";
import { compileMatcher, type Matcher } from "@/lib/routing/matcher";

/** The one key of a subscription that keeps a single order. Not empty: reads begin after the empty one. */
const WHOLE_SUBSCRIPTION = "*";
/** Tenants whose compiled matchers are kept; the ones not used for longest go. */
const MAX_TENANTS = 5_000;

/** What fan-out needs to know of a tenant's subscriptions. */
export interface TenantRouting {
  matcher: Matcher;
  /** The ordering key of an event for a subscription; null where it keeps no order. Never throws. */
  orderingKey(subscriptionId: string, envelope: () => unknown): string | null;
}

interface Entry extends TenantRouting {
  routingVersion: number;
}

export interface Matchers {
  /**
   * The matcher of a tenant, at least as new as `routingVersion` (read in the snapshot that shows the event, so
   * a subscription that was answered 201 before the event was published is in it). Null: no such tenant.
   */
  get(tenantId: string, routingVersion: number): Promise<TenantRouting | null>;
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
      return entry;
    },
  };
}

async function load(tenantId: string): Promise<Entry | null> {
  const loaded = await loadMatcherRows(tenantId);
  if (!loaded) return null;
  const { routingVersion, rows } = loaded;
  return { routingVersion, matcher: compileMatcher(rows), orderingKey: compileOrderings(rows) };
}

/** Longer keys are one key by their beginning: order is kept a little too strictly, never too loosely. */
const MAX_KEY_LENGTH = 200;

function compileOrderings(rows: readonly MatcherRow[]): TenantRouting["orderingKey"] {
  const keys = new Map<string, CompiledFilter | null>();
  for (const row of rows) {
    const order = ordering.nullable().parse(row.ordering);
    if (order) keys.set(row.id, order.key === null ? null : compileKey(order.key));
  }
  return (subscriptionId, envelope) => {
    const key = keys.get(subscriptionId);
    if (key === undefined) return null;
    return key === null ? WHOLE_SUBSCRIPTION : keyText(key, envelope);
  };
}

function compileKey(expression: string): CompiledFilter | null {
  const compiled = compileFilter(expression);
  return compiled.ok ? compiled.filter : null;
}

/** Events without a key, or whose key cannot be had, keep one order among themselves. */
function keyText(key: CompiledFilter, envelope: () => unknown): string {
  const result = key.evaluate(envelope());
  if (result.outcome === "failed" || result.value === null) return WHOLE_SUBSCRIPTION;
  return `=${JSON.stringify(result.value).slice(0, MAX_KEY_LENGTH)}`;
}
