import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { OTHER, TopNames } from "./top-names";

/** Tenants and subscriptions that have series of their own, the busiest; the rest share `other`. */
const MAX_NAMED = 200;
/** Seconds; a healthy endpoint answers in milliseconds, a time-out takes up to thirty seconds. */
const LATENCY_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const QUEUE_BUCKETS = [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30, 300, 3_600, 86_400];

interface Line {
  tenantId: string;
  subscriptionId: string;
}

interface CountedAttempt {
  outcome: string;
  /** Milliseconds of waiting on our side, and of the endpoint. */
  queueMs: number;
  durationMs: number;
  /** What became of the delivery; null while it waits for its next attempt. */
  settled: "delivered" | "dead" | null;
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
  const lines = createLineMetrics(registers);
  const tenants = new TopNames(maxNamed, (tenant) => {
    accepted.remove({ tenant });
    routed.remove({ tenant });
  });
  const tenantsOf = new Map<string, string>();
  const subscriptions = new TopNames(maxNamed, (subscription) => {
    lines.remove({ tenant: tenantsOf.get(subscription) ?? OTHER, subscription });
    tenantsOf.delete(subscription);
  });

  return {
    registry,
    countAccepted: (tenantId) => accepted.inc({ tenant: tenants.nameOf(tenantId) }),
    countRouted: (tenantId, events) => routed.inc({ tenant: tenants.nameOf(tenantId) }, events),
    countAttempt({ tenantId, subscriptionId }, attempt) {
      const subscription = subscriptions.nameOf(subscriptionId);
      if (subscription !== OTHER) tenantsOf.set(subscription, tenantId);
      lines.count({ tenant: subscription === OTHER ? OTHER : tenantId, subscription }, attempt);
    },
  };
}

interface LineLabels {
  tenant: string;
  subscription: string;
}

/** What is counted by subscription. */
function createLineMetrics(registers: Registry[]) {
  const labelNames = ["tenant", "subscription"] as const;
  const attempts = new Counter({
    name: "webhook_delivery_attempts_total",
    help: "Attempts by outcome",
    labelNames: [...labelNames, "outcome"],
    registers,
  });
  const settled = new Counter({
    name: "webhook_deliveries_settled_total",
    help: "Deliveries that were delivered, and that became dead letters",
    labelNames: [...labelNames, "state"],
    registers,
  });
  const latency = new Histogram({
    name: "webhook_delivery_latency_seconds",
    help: "Time from the begin of an attempt to its end: the endpoint's own time",
    labelNames,
    buckets: LATENCY_BUCKETS,
    registers,
  });
  const queue = new Histogram({
    name: "webhook_delivery_queue_seconds",
    help: "Time from when a delivery was due until its attempt began: our own time",
    labelNames,
    buckets: QUEUE_BUCKETS,
    registers,
  });
  const outcomes = new Map<string, Set<string>>();
  return {
    count(line: LineLabels, { outcome, queueMs, durationMs, settled: state }: CountedAttempt) {
      const seen = outcomes.get(line.subscription) ?? new Set();
      outcomes.set(line.subscription, seen.add(outcome));
      attempts.inc({ ...line, outcome });
      if (state) settled.inc({ ...line, state });
      latency.observe(line, durationMs / 1_000);
      queue.observe(line, queueMs / 1_000);
    },
    remove(line: LineLabels) {
      for (const outcome of outcomes.get(line.subscription) ?? []) attempts.remove({ ...line, outcome });
      outcomes.delete(line.subscription);
      for (const state of ["delivered", "dead"]) settled.remove({ ...line, state });
      latency.remove(line);
      queue.remove(line);
    },
  };
}
