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
import { OTHER } from "@/lib/top-names";
import { readUndelivered } from "./health";

const WRITE_EVERY_MS = 5 * SECOND_MS;
const WINDOW = "1h";
/** Subscriptions with gauges of their own; the rest are summed up. */
const MAX_NAMED = 200;

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
  const backlog = new Gauge({
    name: "webhook_delivery_backlog",
    help: "Deliveries that wait, for their first attempt or their next; estimated above a thousand",
    labelNames,
    registers,
  });
  const breakers = new Gauge({
    name: "webhook_breaker_open",
    help: "1 for each breaker that is not closed; of `other` their number",
    labelNames: [...labelNames, "state"],
    registers,
  });
  const undelivered = new Gauge({
    name: "hookswitch_undelivered_events",
    help: `Events accepted in the last ${WINDOW}, matched, and not delivered now`,
    registers,
  });
  for (const [rank, { tenantId, subscriptionId, waiting }] of (await readBacklogs()).entries())
    backlog.inc(labelsOf(rank, { tenant: tenantId, subscription: subscriptionId }), waiting);
  for (const [rank, { tenantId, subscriptionId, state }] of (await readOpenBreakers()).entries())
    breakers.inc({ ...labelsOf(rank, { tenant: tenantId, subscription: subscriptionId }), state }, 1);
  undelivered.set((await readUndelivered(null, WINDOW)).events);
  return registry.metrics();
}

type LineLabels = Record<"tenant" | "subscription", string>;

function labelsOf(rank: number, line: LineLabels): LineLabels {
  return rank < MAX_NAMED ? line : { tenant: OTHER, subscription: OTHER };
}
