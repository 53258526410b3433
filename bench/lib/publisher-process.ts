import { Pool } from "undici";
import { payload } from "./payload";
import { type Percentiles, percentilesOf } from "./percentiles";

/** The producer of a bench, a process of its own. Speaks IPC: a LoadJob in, a LoadReport out. */
export interface LoadJob {
  url: string;
  headers: Record<string, string>;
  connections: number;
  /** Bytes of `data`. */
  bytes: number;
  /** `bare`: the payload itself, as a webhook would be sent; else events, this many in a request. */
  form: "bare" | { events: number };
  /**
   * Closed: a connection sends its next request when the last one was answered. Open: requests leave by the clock,
   * whatever the answers; one that finds all connections busy waits, and its time counts from before.
   */
  arrivals: { kind: "closed"; requests: number } | { kind: "open"; perSecond: number; seconds: number };
  /** Answers other than 2xx, and broken connections, end a closed loop unless they are expected. */
  toleratesRefusals?: boolean;
}

export interface LoadReport {
  /** Events, or bare requests. */
  sent: number;
  accepted: number;
  refusedNumbers: number[];
  startedAtMs: number;
  endedAtMs: number;
  perSecond: number;
  /** Request → answer. */
  answer: Percentiles;
  /** How late the clock of an open loop fired at worst. */
  latestTickMs: number;
}

const TICK_MS = 1;

async function run(job: LoadJob): Promise<LoadReport> {
  const { origin, pathname } = new URL(job.url);
  const pool = new Pool(origin, { connections: job.connections });
  const perRequest = job.form === "bare" ? 1 : job.form.events;
  const headers = { "content-type": "application/json", ...job.headers };
  const answersMs: number[] = [];
  const refusedNumbers: number[] = [];
  let sent = 0;
  let latestTickMs = 0;

  async function sendOne(): Promise<void> {
    const first = sent;
    sent += perRequest;
    const body = bodyOf(job, first);
    const sentMs = performance.now();
    try {
      const response = await pool.request({ path: pathname, method: "POST", headers, body });
      if (response.statusCode >= 300) throw new Error(`${response.statusCode}: ${await response.body.text()}`);
      await response.body.dump();
      answersMs.push(performance.now() - sentMs);
    } catch (error) {
      if (!job.toleratesRefusals) throw error;
      for (let index = 0; index < perRequest; index += 1) refusedNumbers.push(first + index);
    }
  }

  async function closedLoop(requests: number): Promise<void> {
    const one = async () => {
      while (sent < requests * perRequest) await sendOne();
    };
    await Promise.all(Array.from({ length: job.connections }, one));
  }

  function openLoop(perSecond: number, seconds: number): Promise<void> {
    const startedMs = performance.now();
    const requests = Math.floor(perSecond * seconds);
    const underWay: Promise<void>[] = [];
    return new Promise((resolve, reject) => {
      const tick = () => {
        const elapsed = (performance.now() - startedMs) / 1_000;
        while (underWay.length < requests && underWay.length <= elapsed * perSecond) {
          latestTickMs = Math.max(latestTickMs, (elapsed - underWay.length / perSecond) * 1_000);
          underWay.push(sendOne());
        }
        if (underWay.length < requests) setTimeout(tick, TICK_MS);
        else Promise.all(underWay).then(() => resolve(), reject);
      };
      tick();
    });
  }

  const startedAtMs = performance.timeOrigin + performance.now();
  if (job.arrivals.kind === "closed") await closedLoop(job.arrivals.requests);
  else await openLoop(job.arrivals.perSecond, job.arrivals.seconds);
  const endedAtMs = performance.timeOrigin + performance.now();
  await pool.close();
  const accepted = sent - refusedNumbers.length;
  const perSecond = accepted / ((endedAtMs - startedAtMs) / 1_000);
  const answer = percentilesOf(answersMs);
  return { sent, accepted, refusedNumbers, startedAtMs, endedAtMs, perSecond, answer, latestTickMs };
}

function bodyOf({ form, bytes }: LoadJob, first: number): string {
  if (form === "bare") return payload(first, bytes);
  const event = (number: number) => `{"type":"order.created","data":${payload(number, bytes)}}`;
  if (form.events === 1) return event(first);
  return `{"events":[${Array.from({ length: form.events }, (_, index) => event(first + index)).join(",")}]}`;
}

process.on("message", (job: LoadJob) => {
  run(job).then(
    (report) => process.send?.(report),
    (error: Error) => process.send?.({ failure: error.stack ?? error.message }),
  );
});
process.on("disconnect", () => process.exit(0));
process.send?.({});
