import type { Registry } from "prom-client";

/** Seconds; a healthy endpoint answers in milliseconds, a time-out takes up to thirty seconds. */
const LATENCY_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const QUEUE_BUCKETS = [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30, 300, 3_600, 86_400];

export interface CountedAttempt {
  outcome: string;
  /** Milliseconds of waiting on our side, and of the endpoint. */
  queueMs: number;
  durationMs: number;
  /** What became of the delivery; null while it waits for its next attempt. */
  settled: "delivered" | "dead" | null;
}

interface Sample {
  metricName?: string;
  value: number;
  labels: Record<string, string | number>;
}

/** Times by bucket; `counts` has one more than there are bounds, for what is beyond the last. */
class Times {
  private readonly counts: number[];
  private sumSeconds = 0;
  private count = 0;

  constructor(private readonly bounds: readonly number[]) {
    this.counts = new Array(bounds.length + 1).fill(0);
  }

  observe(ms: number): void {
    const seconds = ms / 1_000;
    let bucket = 0;
    while (bucket < this.bounds.length && seconds > (this.bounds[bucket] as number)) bucket += 1;
    this.counts[bucket] = (this.counts[bucket] as number) + 1;
    this.sumSeconds += seconds;
    this.count += 1;
  }

  samples(name: string, labels: Record<string, string>): Sample[] {
    let below = 0;
    const buckets = [...this.bounds, "+Inf"].map((le, index) => {
      below += this.counts[index] as number;
      return { metricName: `${name}_bucket`, value: below, labels: { le, ...labels } };
    });
    return [
      ...buckets,
      { metricName: `${name}_sum`, value: this.sumSeconds, labels },
      { metricName: `${name}_count`, value: this.count, labels },
    ];
  }
}

interface LineCounts {
  labels: { tenant: string; subscription: string };
  outcomes: Map<string, number>;
  settled: Map<string, number>;
  latency: Times;
  queue: Times;
}

/**
 * What is counted by subscription. Counted here and handed to Prometheus' registry when somebody asks: prom-client's
 * own counters check and hash their labels each time, which was a twentieth of a busy worker.
 */
export class LineMetrics {
  private readonly lines = new Map<string, LineCounts>();

  constructor(registry: Registry) {
    const register = (
      name: string,
      help: string,
      type: "counter" | "histogram",
      read: (line: LineCounts, name: string) => Sample[],
    ) =>
      // What a registry needs of a metric; prom-client registers its own sums over processes in the same way.
      registry.registerMetric({
        name,
        get: async () => ({
          name,
          help,
          type,
          aggregator: "sum",
          values: [...this.lines.values()].flatMap((line) => read(line, name)),
        }),
      } as unknown as Parameters<Registry["registerMetric"]>[0]);

    register("webhook_delivery_attempts_total", "Attempts by outcome", "counter", ({ labels, outcomes }) =>
      [...outcomes].map(([outcome, value]) => ({ value, labels: { ...labels, outcome } })),
    );
    register(
      "webhook_deliveries_settled_total",
      "Deliveries that were delivered, and that became dead letters",
      "counter",
      ({ labels, settled }) => [...settled].map(([state, value]) => ({ value, labels: { ...labels, state } })),
    );
    register(
      "webhook_delivery_latency_seconds",
      "Time from the begin of an attempt to its end: the endpoint's own time",
      "histogram",
      ({ labels, latency }, name) => latency.samples(name, labels),
    );
    register(
      "webhook_delivery_queue_seconds",
      "Time from when a delivery was due until its attempt began: our own time",
      "histogram",
      ({ labels, queue }, name) => queue.samples(name, labels),
    );
  }

  count(tenant: string, subscription: string, { outcome, queueMs, durationMs, settled }: CountedAttempt): void {
    const line = this.lines.get(subscription) ?? this.begin({ tenant, subscription });
    line.outcomes.set(outcome, (line.outcomes.get(outcome) ?? 0) + 1);
    if (settled) line.settled.set(settled, (line.settled.get(settled) ?? 0) + 1);
    line.latency.observe(durationMs);
    line.queue.observe(queueMs);
  }

  /** Its series end. */
  remove(subscription: string): void {
    this.lines.delete(subscription);
  }

  private begin(labels: LineCounts["labels"]): LineCounts {
    const line = {
      labels,
      outcomes: new Map(),
      settled: new Map(),
      latency: new Times(LATENCY_BUCKETS),
      queue: new Times(QUEUE_BUCKETS),
    };
    this.lines.set(labels.subscription, line);
    return line;
  }
}
