import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";

/** Tenants and subscriptions that have series of their own, in the order in which they are seen; the rest share `other`. */
const MAX_NAMED = 200;
/** Seconds; a healthy endpoint answers in milliseconds, a time-out takes up to thirty seconds. */
const LATENCY_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const QUEUE_BUCKETS = [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30, 300, 3_600, 86_400];

interface Line {
  tenantId: string;
  subscriptionId: string;
}

export interface Metrics {
  registry: Registry;
  countAccepted(tenantId: string): void;
  countRouted(tenantId: string, events: number): void;
  /** Times in milliseconds: waiting on our side, and the endpoint's own. */
  countAttempt(line: Line, attempt: { outcome: string; queueMs: number; durationMs: number }): void;
}

// The custom server's bundle and Next's are two module graphs of one process: one registry for both.
const holder = globalThis as typeof globalThis & { hookswitchMetrics?: Metrics };

/** What this process counts. */
export function metrics(): Metrics {
  holder.hookswitchMetrics ??= createMetrics();
  return holder.hookswitchMetrics;
}

function createMetrics(): Metrics {
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
  const labelNames = ["tenant", "subscription"] as const;
  const attempts = new Counter({
    name: "webhook_delivery_attempts_total",
    help: "Attempts by outcome",
    labelNames: [...labelNames, "outcome"],
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
  const tenants = createNames();
  const subscriptions = createNames();

  return {
    registry,
    countAccepted: (tenantId) => accepted.inc({ tenant: tenants.nameOf(tenantId) }),
    countRouted: (tenantId, events) => routed.inc({ tenant: tenants.nameOf(tenantId) }, events),
    countAttempt({ tenantId, subscriptionId }, { outcome, queueMs, durationMs }) {
      const line = { tenant: tenants.nameOf(tenantId), subscription: subscriptions.nameOf(subscriptionId) };
      attempts.inc({ ...line, outcome });
      latency.observe(line, durationMs / 1_000);
      queue.observe(line, queueMs / 1_000);
    },
  };
}

function createNames() {
  const named = new Set<string>();
  return {
    nameOf(id: string): string {
      if (named.has(id)) return id;
      if (named.size >= MAX_NAMED) return "other";
      named.add(id);
      return id;
    },
  };
}
