import { createServer } from "node:http";

/**
 * The consumer of a bench, a process of its own: answers 204 at once, counts unique payload numbers and
 * duplicates, and keeps the time each took since it was published. Speaks IPC: { report: true } → a Report, { refuse }.
 */
export interface Report {
  requests: number;
  unique: number;
  duplicates: number;
  /** Wall clock of the last first-time arrival, milliseconds. */
  lastAtMs: number;
  /** Publish → arrival, milliseconds, sorted. */
  latenciesMs: number[];
}

const seen = new Set<number>();
let requests = 0;
let duplicates = 0;
let lastAtMs = 0;
let latenciesMs: number[] = [];

/** Payloads carry `"n":<number>` and `"at":<milliseconds>`; cheaper to find than to parse. */
const NUMBER = /"n":(\d+)/;
const SENT_AT = /"at":(\d+(?:\.\d+)?)/;

function count(body: string): void {
  requests += 1;
  const number = Number(NUMBER.exec(body)?.[1] ?? Number.NaN);
  if (Number.isNaN(number)) return;
  if (seen.has(number)) {
    duplicates += 1;
    return;
  }
  seen.add(number);
  lastAtMs = performance.timeOrigin + performance.now();
  latenciesMs.push(lastAtMs - Number(SENT_AT.exec(body)?.[1] ?? lastAtMs));
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    count(Buffer.concat(chunks).toString("latin1"));
    response.writeHead(204).end();
  });
});
server.keepAliveTimeout = 60_000;

let port = 0;

process.on("message", (message: { report?: boolean; reset?: boolean; refuse?: boolean }) => {
  if (message.refuse !== undefined) {
    refuse(message.refuse);
    return;
  }
  if (message.reset) {
    seen.clear();
    requests = 0;
    duplicates = 0;
    latenciesMs = [];
  }
  const report: Report = {
    requests,
    unique: seen.size,
    duplicates,
    lastAtMs,
    latenciesMs: latenciesMs.toSorted((a, b) => a - b),
  };
  process.send?.(message.report ? report : { ...report, latenciesMs: [] });
});
process.on("disconnect", () => process.exit(0));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
  process.send?.({ port });
});

/** Cuts every connection and refuses further ones; or listens again, on the same port. */
function refuse(isRefusing: boolean): void {
  const answer = () => void process.send?.({ port });
  if (!isRefusing) {
    server.listen(port, "127.0.0.1", answer);
    return;
  }
  server.close(answer);
  server.closeAllConnections();
}
