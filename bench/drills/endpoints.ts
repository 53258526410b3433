import {
  accept,
  answer,
  type Behaviour,
  close,
  garbage,
  hang,
  hangInBody,
  raw,
  reset,
  wrongLength,
} from "@/tests/receiver-behaviours";
import type { Stack } from "../lib/stack";
import { countArrivals, newEndpoint, pause, startLoad, untilArrived } from "./load";
import type { Drill, DrillOptions, DrillResult } from "./types";

const ARRIVAL_TIMEOUT_MS = 90_000;

interface Trouble {
  name: string;
  behaviour: Behaviour;
  finding: string;
  /** Every request is answered, only not in time or not well: the receiver may count an attempt more than once. */
  subscription?: Record<string, unknown>;
  dataBytes?: number;
}

/** An endpoint in trouble for a while, then well: everything accepted meanwhile arrives. */
function troubledEndpoint({ name, behaviour, finding, subscription = {}, dataBytes }: Trouble): Drill {
  return {
    name,
    async run(stack: Stack, { isShort }: DrillOptions): Promise<DrillResult> {
      const { tenant, receiver } = await newEndpoint(stack, { timeoutSeconds: 3, ...subscription });
      const well = new Set<string>();
      const isInTrouble = { now: true };
      // What counts is an answer that we took for a success: the receiver notes whom it served well.
      receiver.behave((received) => {
        if (isInTrouble.now) return behaviour(received);
        well.add(received.request.headers["webhook-id"] ?? "");
        return accept()(received);
      });
      const load = startLoad(stack, { tenant, perSecond: 20, ...(dataBytes ? { dataBytes } : {}) });
      await pause(isShort ? 2_000 : 8_000);
      await load.stop();
      isInTrouble.now = false;
      const startedMs = performance.now();
      while (performance.now() - startedMs < ARRIVAL_TIMEOUT_MS && [...load.accepted].some((id) => !well.has(id)))
        await pause(50);
      const recoveryMs = performance.now() - startedMs;
      const delivered = [...load.accepted].filter((id) => well.has(id)).length;
      await receiver.stop();
      return {
        accepted: load.accepted.size,
        delivered,
        lost: load.accepted.size - delivered,
        duplicates: 0,
        allowedDuplicates: 0,
        recoveryMs,
        finding,
      };
    },
  };
}

/** The endpoint is not there at all: refused, then started again on its port. */
const refused: Drill = {
  name: "connection refused",
  async run(stack, { isShort }) {
    const { tenant, receiver } = await newEndpoint(stack);
    await receiver.stop();
    const load = startLoad(stack, { tenant, perSecond: 20 });
    await pause(isShort ? 2_000 : 8_000);
    await load.stop();
    await receiver.restart();
    const recoveryMs = await untilArrived(receiver, load.accepted, ARRIVAL_TIMEOUT_MS);
    const count = countArrivals(receiver, load.accepted);
    await receiver.stop();
    return {
      ...count,
      allowedDuplicates: 0,
      recoveryMs,
      finding: "refused while it was down, delivered when it was back",
    };
  },
};

/** A healthy endpoint beside one that answers late: the healthy one's latency is what it is alone. */
function slowNeighbour(name: string, delayMs: number, timeoutSeconds: number): Drill {
  return {
    name,
    async run(stack, { isShort }) {
      const seconds = isShort ? 3 : 15;
      const alone = await measureHealthy(stack, seconds, null);
      const beside = await measureHealthy(stack, seconds, { delayMs, timeoutSeconds });
      return {
        ...beside.count,
        allowedDuplicates: 0,
        recoveryMs: null,
        finding: `healthy p50 / p99 alone ${alone.p50} / ${alone.p99} ms, beside it ${beside.p50} / ${beside.p99} ms`,
      };
    },
  };
}

async function measureHealthy(stack: Stack, seconds: number, slow: { delayMs: number; timeoutSeconds: number } | null) {
  const healthy = await newEndpoint(stack);
  const neighbour = slow ? await newEndpoint(stack, { timeoutSeconds: slow.timeoutSeconds }) : null;
  neighbour?.receiver.behave(answer({ delayMs: slow?.delayMs ?? 0 }));
  const slowLoad = neighbour ? startLoad(stack, { tenant: neighbour.tenant, perSecond: 50 }) : null;
  const load = startLoad(stack, { tenant: healthy.tenant, perSecond: 50 });
  await pause(seconds * 1_000);
  await Promise.all([load.stop(), slowLoad?.stop()]);
  await untilArrived(healthy.receiver, load.accepted, ARRIVAL_TIMEOUT_MS);
  const latencies = healthy.receiver.requests
    .map((request) => request.receivedAtMs - (JSON.parse(request.body).data.atMs as number))
    .sort((a, b) => a - b);
  const at = (share: number) => Math.round(latencies[Math.floor(latencies.length * share)] ?? 0);
  const count = countArrivals(healthy.receiver, load.accepted);
  await Promise.all([healthy.receiver.stop(), neighbour?.receiver.stop()]);
  return { count, p50: at(0.5), p99: at(0.99) };
}

/** More comes than a subscription may take: accepting is unchanged, the rate holds, no attempt is charged for waiting. */
const rateLimited: Drill = {
  name: "250 events/s to a subscription limited to 50/s",
  async run(stack, { isShort }) {
    const limit = 50;
    const { tenant, receiver, subscriptionId } = await newEndpoint(stack, { rateLimit: { limit, periodSeconds: 1 } });
    const load = startLoad(stack, { tenant, perSecond: isShort ? 125 : 250 });
    const startedMs = Date.now();
    await pause(isShort ? 3_000 : 60_000);
    await load.stop();
    const acceptedPerSecond = load.accepted.size / ((Date.now() - startedMs) / 1_000);
    const waiting = load.accepted.size - receiver.requests.length;
    const recoveryMs = await untilArrived(receiver, load.accepted, isShort ? ARRIVAL_TIMEOUT_MS : 400_000);
    const times = receiver.requests.map((request) => request.receivedAtMs);
    const drained = (times.length - 1) / ((Math.max(...times) - Math.min(...times)) / 1_000);
    const { data } = await stack.call<{ data: { attemptCount: number }[] }>(
      "GET",
      `/api/v1/tenants/${tenant}/deliveries?subscriptionId=${subscriptionId}&limit=200`,
    );
    const isCharged = data.some((delivery) => delivery.attemptCount !== 1);
    const count = countArrivals(receiver, load.accepted);
    await receiver.stop();
    return {
      ...count,
      allowedDuplicates: 0,
      recoveryMs,
      finding: `accepted ${acceptedPerSecond.toFixed(0)}/s, ${waiting} waited at the end, drained at ${drained.toFixed(1)}/s`,
      // A short run on a busy machine may be slower, never faster.
      ...(drained > limit * 1.05 || (!isShort && drained < limit * 0.95)
        ? { failure: `drained at ${drained.toFixed(1)}/s instead of ${limit}/s` }
        : {}),
      ...(isCharged ? { failure: "waiting was charged as an attempt" } : {}),
    };
  },
};

export const ENDPOINT_DRILLS: readonly Drill[] = [
  slowNeighbour("slow consumer, 8 s", 8_000, 10),
  slowNeighbour("slow consumer, 29 s with a 30 s time-out", 29_000, 30),
  troubledEndpoint({ name: "5xx", behaviour: answer({ status: 503 }), finding: "503 for a while" }),
  troubledEndpoint({
    name: "2xx after the time-out",
    behaviour: answer({ delayMs: 3_500 }),
    finding: "answers after 3.5 s with a time-out of 3 s",
  }),
  troubledEndpoint({
    name: "2xx whose body never ends",
    behaviour: hangInBody(200),
    finding: "a body that never ends is a time-out",
  }),
  troubledEndpoint({ name: "malformed: no HTTP", behaviour: garbage(), finding: "bytes that are no HTTP" }),
  troubledEndpoint({
    name: "malformed: bad status line",
    behaviour: raw("HTTP/1.1 abc\r\n\r\n"),
    finding: "a status line without a number",
  }),
  troubledEndpoint({
    name: "malformed: wrong content-length",
    behaviour: wrongLength(),
    finding: "fewer bytes than announced",
  }),
  troubledEndpoint({ name: "early close", behaviour: close(), finding: "closed without an answer" }),
  troubledEndpoint({ name: "reset in the middle", behaviour: reset(), finding: "RST without an answer" }),
  troubledEndpoint({ name: "black hole", behaviour: hang(), finding: "takes the request and never answers" }),
  troubledEndpoint({
    name: "payloads of 200 KB",
    behaviour: answer({ status: 500 }),
    dataBytes: 200_000,
    finding: "200 KB each, failing at first",
  }),
  troubledEndpoint({
    name: "payloads of 1 MB",
    behaviour: answer({ status: 500 }),
    dataBytes: 1_000_000,
    finding: "1 MB each, failing at first",
  }),
  refused,
  rateLimited,
];
