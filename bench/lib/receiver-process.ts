import { createServer } from "node:http";
import { type Percentiles, percentilesOf } from "./percentiles";

/**
 * The consumer of a bench, a process of its own. It counts, per path, unique payload numbers and duplicates and
 * keeps the time each took since it was published. `/slow…` answers after 8 s, `/fail…` answers 500, everything else
 * 204 at once. Speaks IPC: a ReceiverQuestion in, its answer out.
 */
export type ReceiverQuestion =
  | { kind: "progress" | "reset" }
  /** Cuts every connection and refuses further ones; or listens again, on the same port. */
  | { kind: "refuse"; isRefusing: boolean }
  | { kind: "report"; path: string }
  /** Numbers below `count`, without those named, that never came to the path. */
  | { kind: "missing"; path: string; count: number; except: number[] };

export interface Progress {
  requests: number;
  /** Over all paths that answer at once. */
  unique: number;
  duplicates: number;
  /** Wall clock of the last first-time arrival, milliseconds. */
  lastAtMs: number;
  firstAtMs: number;
}

export interface PathReport {
  unique: number;
  duplicates: number;
  latency: Percentiles;
}

interface Line {
  seen: Set<number>;
  duplicates: number;
  latenciesMs: number[];
}

const SLOW_MS = 8_000;
/** Payloads carry `"n":<number>` and `"at":<milliseconds>`; cheaper to find than to parse. */
const NUMBER = /"n":(\d+)/;
const SENT_AT = /"at":(\d+(?:\.\d+)?)/;

let lines = new Map<string, Line>();
let total: Progress;
reset();

function reset(): void {
  lines = new Map();
  total = { requests: 0, unique: 0, duplicates: 0, lastAtMs: 0, firstAtMs: 0 };
}

function lineOf(path: string): Line {
  const known = lines.get(path);
  if (known) return known;
  const line: Line = { seen: new Set(), duplicates: 0, latenciesMs: [] };
  lines.set(path, line);
  return line;
}

function count(path: string, body: string): void {
  total.requests += 1;
  const number = Number(NUMBER.exec(body)?.[1] ?? Number.NaN);
  if (Number.isNaN(number)) return;
  const line = lineOf(path);
  if (line.seen.has(number)) {
    line.duplicates += 1;
    total.duplicates += 1;
    return;
  }
  line.seen.add(number);
  const nowMs = performance.timeOrigin + performance.now();
  line.latenciesMs.push(nowMs - Number(SENT_AT.exec(body)?.[1] ?? nowMs));
  if (path.startsWith("/slow") || path.startsWith("/fail")) return;
  if (total.unique === 0) total.firstAtMs = nowMs;
  total.unique += 1;
  total.lastAtMs = nowMs;
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  const path = request.url ?? "";
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    count(path, Buffer.concat(chunks).toString("latin1"));
    if (path.startsWith("/slow")) setTimeout(() => response.writeHead(204).end(), SLOW_MS);
    else response.writeHead(path.startsWith("/fail") ? 500 : 204).end();
  });
});
server.keepAliveTimeout = 60_000;

let port = 0;

function refuse(isRefusing: boolean): Promise<object> {
  return new Promise((resolve) => {
    const answered = () => resolve({ port });
    if (!isRefusing) {
      server.listen(port, "127.0.0.1", answered);
      return;
    }
    server.close(answered);
    server.closeAllConnections();
  });
}

async function answer(question: ReceiverQuestion): Promise<object> {
  switch (question.kind) {
    case "reset":
      reset();
      return total;
    case "progress":
      return total;
    case "refuse":
      return refuse(question.isRefusing);
    case "report": {
      const { seen, duplicates, latenciesMs } = lineOf(question.path);
      return { unique: seen.size, duplicates, latency: percentilesOf(latenciesMs) } satisfies PathReport;
    }
    case "missing": {
      const { seen } = lineOf(question.path);
      const except = new Set(question.except);
      const missing = Array.from({ length: question.count }, (_, n) => n).filter((n) => !seen.has(n) && !except.has(n));
      return { missing };
    }
    default:
      return question satisfies never;
  }
}

process.on("message", async (question: ReceiverQuestion) => process.send?.(await answer(question)));
process.on("disconnect", () => process.exit(0));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
  process.send?.({ port });
});
