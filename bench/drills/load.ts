import { type Receiver, startReceiver } from "@/tests/receiver";
import type { Stack } from "../lib/stack";

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
  type?: string;
  dataBytes?: number;
}

export function startLoad(
  stack: Stack,
  { tenant, perSecond, type = "drill.load", dataBytes = 200 }: LoadOptions,
): Load {
  const load: Load = { accepted: new Set(), refused: 0, stop };
  const underWay = new Set<Promise<void>>();
  const data = { text: "x".repeat(dataBytes) };
  const startedMs = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - startedMs) / 1_000) * perSecond);
    for (; sent < due; sent += 1) {
      const publish = publishOne();
      underWay.add(publish);
      void publish.finally(() => underWay.delete(publish));
    }
  }, 10);

  async function publishOne(): Promise<void> {
    const atMs = Date.now();
    try {
      const { id } = await stack.call<{ id: string }>("POST", `/api/v1/tenants/${tenant}/events`, {
        type,
        data: { ...data, atMs },
      });
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

/** A tenant with a receiver of its own; each drill has one, so that none sees another's traffic. */
export interface Endpoint {
  tenant: string;
  receiver: Receiver;
  subscriptionId: string;
}

let tenants = 0;

export async function newEndpoint(stack: Stack, subscription: Record<string, unknown> = {}): Promise<Endpoint> {
  tenants += 1;
  const tenant = `drill-${process.pid}-${tenants}`;
  const receiver = await startReceiver();
  await stack.call("POST", "/api/v1/tenants", { externalId: tenant, name: tenant });
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

/** Waits until every id arrived; answers how long it took, or null when time ran out. */
export async function untilArrived(
  receiver: Receiver,
  ids: ReadonlySet<string>,
  timeoutMs: number,
): Promise<number | null> {
  const startedMs = performance.now();
  while (performance.now() - startedMs < timeoutMs) {
    if ([...ids].every((id) => receiver.countOf(id) > 0)) return performance.now() - startedMs;
    await pause(50);
  }
  return null;
}

export interface Count {
  accepted: number;
  delivered: number;
  lost: number;
  duplicates: number;
}

export function countArrivals(receiver: Receiver, ids: ReadonlySet<string>): Count {
  const counts = [...ids].map((id) => receiver.countOf(id));
  const delivered = counts.filter((count) => count > 0).length;
  const duplicates = counts.reduce((sum, count) => sum + Math.max(0, count - 1), 0);
  return { accepted: ids.size, delivered, lost: ids.size - delivered, duplicates };
}
