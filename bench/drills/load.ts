import { type Receiver, startReceiver } from "@/tests/receiver";
import type { Stack } from "../lib/stack";
import type { Count } from "./types";

/** A publisher with a clock: it sends at its rate whatever the answers, and keeps the ids that got a 202. */
export interface Load {
  accepted: Set<string>;
  /** Publishes that got no 202; a producer would send them again. */
  refused: number;
  stop(): Promise<void>;
}

export interface LoadOptions {
  tenant: string;
  perSecond: number;
  dataBytes?: number;
}

/** `n` counts the publishes, `at` is when each was made: what receivers count and measure by. */
export function startLoad(stack: Stack, { tenant, perSecond, dataBytes = 200 }: LoadOptions): Load {
  const load: Load = { accepted: new Set(), refused: 0, stop };
  const underWay = new Set<Promise<void>>();
  const text = "x".repeat(dataBytes);
  const startedMs = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - startedMs) / 1_000) * perSecond);
    for (; sent < due; sent += 1) {
      const publish = publishOne(sent);
      underWay.add(publish);
      void publish.finally(() => underWay.delete(publish));
    }
  }, 10);

  async function publishOne(n: number): Promise<void> {
    const event = { type: "drill.load", data: { n, at: Date.now(), text } };
    try {
      const { id } = await stack.call<{ id: string }>("POST", `/api/v1/tenants/${tenant}/events`, event);
      load.accepted.add(id);
    } catch {
      load.refused += 1;
    }
  }

  async function stop(): Promise<void> {
    clearInterval(timer);
    await Promise.all(underWay);
  }
  return load;
}

/** Many events in batches of a thousand; answers how many got a 202. */
export async function publishFlood(stack: Stack, tenant: string, count: number): Promise<number> {
  let accepted = 0;
  for (let first = 0; first < count; first += 1_000) {
    const size = Math.min(1_000, count - first);
    const events = Array.from({ length: size }, (_, index) => ({
      type: "drill.flood",
      data: { n: first + index, at: Date.now() },
    }));
    const answer = await stack.call<{ events: unknown[] }>("POST", `/api/v1/tenants/${tenant}/events`, { events });
    accepted += answer.events.length;
  }
  return accepted;
}

/** A tenant with a receiver of its own; each drill has one, so that none sees another's traffic. */
export interface Endpoint {
  tenant: string;
  receiver: Receiver;
  subscriptionId: string;
}

let tenants = 0;

export async function newTenant(stack: Stack): Promise<string> {
  tenants += 1;
  const externalId = `drill-${process.pid}-${tenants}`;
  await stack.call("POST", "/api/v1/tenants", { externalId, name: externalId });
  return externalId;
}

export async function newEndpoint(stack: Stack, subscription: Record<string, unknown> = {}): Promise<Endpoint> {
  const tenant = await newTenant(stack);
  const receiver = await startReceiver();
  const { id } = await addSubscription(stack, tenant, { url: receiver.url("/ok"), ...subscription });
  return { tenant, receiver, subscriptionId: id };
}

export function addSubscription(
  stack: Stack,
  tenant: string,
  subscription: Record<string, unknown>,
): Promise<{ id: string }> {
  const defaults = { events: ["*"], skipVerification: true, retryPolicy: { delaysSeconds: QUICK_RETRIES } };
  return stack.call("POST", `/api/v1/tenants/${tenant}/subscriptions`, { ...defaults, ...subscription });
}

/** An own schedule that ends a drill in seconds instead of days. */
const QUICK_RETRIES = [0.5, 0.5, 1, 1, 2, 2, 4, 4, 8, 8, 8, 8, 8, 8];

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** Asks until it is so; answers how long it took, or null when time ran out. */
export async function untilTrue(
  isSo: () => boolean | Promise<boolean>,
  timeoutMs: number,
  everyMs = 50,
): Promise<number | null> {
  const startedMs = performance.now();
  while (performance.now() - startedMs < timeoutMs) {
    if (await isSo()) return performance.now() - startedMs;
    await pause(everyMs);
  }
  return null;
}

/** Waits until every id arrived; answers how long it took, or null when time ran out. */
export function untilArrived(receiver: Receiver, ids: ReadonlySet<string>, timeoutMs: number): Promise<number | null> {
  return untilTrue(() => [...ids].every((id) => receiver.countOf(id) > 0), timeoutMs);
}

/** What the product itself says is not delivered: the north star of the tenant. */
export async function readUndelivered(stack: Stack, tenant: string): Promise<number> {
  const health = await stack.call<{ events: number }>("GET", `/api/v1/tenants/${tenant}/health/undelivered?window=1h`);
  return health.events;
}

/** Arrived is one thing, recorded as delivered the other: both must come true. */
export function untilRecorded(stack: Stack, tenant: string, timeoutMs: number): Promise<number | null> {
  return untilTrue(async () => (await readUndelivered(stack, tenant)) === 0, timeoutMs, 200);
}

export function countArrivals(receiver: Receiver, ids: ReadonlySet<string>): Count {
  const counts = [...ids].map((id) => receiver.countOf(id));
  const delivered = counts.filter((count) => count > 0).length;
  const duplicates = counts.reduce((sum, count) => sum + Math.max(0, count - 1), 0);
  return { accepted: ids.size, delivered, lost: ids.size - delivered, duplicates };
}

/** Publish to arrival, milliseconds. */
export function latenciesOf(receiver: Receiver): { p50: number; p99: number } {
  const all = receiver.requests
    .map((request) => request.receivedAtMs - (JSON.parse(request.body).data.at as number))
    .sort((a, b) => a - b);
  const at = (share: number) => Math.round(all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? 0);
  return { p50: at(0.5), p99: at(0.99) };
}
