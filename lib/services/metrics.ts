import { randomUUID } from "node:crypto";
import { AggregatorRegistry, Gauge, Registry } from "prom-client";
import { SECOND_MS } from "@/lib/clock";
import { logger } from "@/lib/logger";
import { metrics } from "@/lib/metrics";
import {
  forgetProcessMetrics,
  readBacklogs,
  readOpenBreakers,
  readProcessMetrics,
  writeProcessMetrics,
} from "@/lib/queries/process-metrics";
import { readUndelivered } from "./health";

const WRITE_EVERY_MS = 5 * SECOND_MS;
const WINDOW = "1h";

/** Shares what this process counts with whichever web process is asked for metrics. */
export function startSharingMetrics(kind: "web" | "worker"): { stop(): Promise<void> } {
  const processId = randomUUID();
  const share = async () => writeProcessMetrics(processId, kind, await metrics().registry.getMetricsAsJSON());
  const timer = setInterval(() => {
    share().catch((error: unknown) => logger.warn({ err: error }, "metrics were not shared; the next time comes soon"));
  }, WRITE_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await forgetProcessMetrics(processId);
    },
  };
}

/** Everything in the Prometheus text format: counters of all living processes, and gauges read from base rows now. */
export async function renderMetrics(): Promise<string> {
  const counted = AggregatorRegistry.aggregate(await readProcessMetrics());
  const [counters, gauges] = await Promise.all([counted.metrics(), readGauges()]);
  return `${counters}\n${gauges}`;
}

async function readGauges(): Promise<string> {
  const registry = new Registry();
  const registers = [registry];
  const labelNames = ["tenant", "subscription"];
  const deliveries = new Gauge({
    name: "hookswitch_deliveries",
    help: "Deliveries that wait or are dead, of the subscriptions with most of them",
    labelNames: [...labelNames, "state"],
    registers,
  });
  const breakers = new Gauge({
    name: "hookswitch_breaker_open",
    help: "1 while the breaker of a subscription is not closed",
    labelNames: [...labelNames, "state"],
    registers,
  });
  const undelivered = new Gauge({
    name: "hookswitch_undelivered_events",
    help: `Events accepted in the last ${WINDOW}, matched, and not delivered now`,
    registers,
  });
  for (const { tenantId, subscriptionId, state, count } of await readBacklogs()) {
    deliveries.set({ tenant: tenantId, subscription: subscriptionId, state }, count);
  }
  for (const { tenantId, subscriptionId, state } of await readOpenBreakers()) {
    breakers.set({ tenant: tenantId, subscription: subscriptionId, state }, 1);
  }
  undelivered.set((await readUndelivered(null, WINDOW)).events);
  return registry.metrics();
}
