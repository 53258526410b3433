import { Counter, collectDefaultMetrics, Registry } from "prom-client";
import { type CountedAttempt, LineMetrics } from "./line-metrics";
import { OTHER, TopNames } from "./top-names";

/** Tenants and subscriptions that have series of their own, the busiest; the rest share `other`. */
const MAX_NAMED = 200;
interface Line {
  tenantId: string;
  subscriptionId: string;
}

export interface Metrics {
  registry: Registry;
  countAccepted(tenantId: string): void;
  countRouted(tenantId: string, events: number): void;
  countAttempt(line: Line, attempt: CountedAttempt): void;
}

// The custom server's bundle and Next's are two module graphs of one process: one registry for both.
const holder = globalThis as typeof globalThis & { hookswitchMetrics?: Metrics };

/** What this process counts. */
export function metrics(): Metrics {
  holder.hookswitchMetrics ??= createMetrics();
  return holder.hookswitchMetrics;
}

export function createMetrics(maxNamed = MAX_NAMED): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "hookswitch_" });
  const registers = [registry];
  const accepted = new Counter({
    name: "hookswitch_events_accepted_total",
    help: "Events that got a 202",
    labelNames: ["tenant"],
    registers,
  });
  const routed = new Counter({
    name: "hookswitch_events_routed_total",
    help: "Events matched against the subscriptions of their tenant",
    labelNames: ["tenant"],
    registers,
  });
  const lines = new LineMetrics(registry);
  const tenants = new TopNames(maxNamed, (tenant) => {
    accepted.remove({ tenant });
    routed.remove({ tenant });
  });
  const subscriptions = new TopNames(maxNamed, (subscription) => lines.remove(subscription));

  return {
    registry,
    countAccepted: (tenantId) => accepted.inc({ tenant: tenants.nameOf(tenantId) }),
    countRouted: (tenantId, events) => routed.inc({ tenant: tenants.nameOf(tenantId) }, events),
    countAttempt({ tenantId, subscriptionId }, attempt) {
      const subscription = subscriptions.nameOf(subscriptionId);
      lines.count(subscription === OTHER ? OTHER : tenantId, subscription, attempt);
    },
  };
}
