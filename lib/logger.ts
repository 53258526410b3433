import { pino } from "pino";
import { env } from "./env";
import { createLogStream } from "./log-stream";

let stampedMs = 0;
let stamp = "";

// A killed process may lose the lines of this long.
const stream = createLogStream(pino.destination({ sync: false }), { maxCharacters: 65_536, maxWaitMs: 250 });
// Before pino's own, which ends the destination.
process.prependListener("exit", () => stream.flushSync());

/** Structured logs on standard output. Secrets never reach a log line; headers are not logged at all. */
export const logger = pino(
  {
    level: env().LOG_LEVEL,
    base: { pid: process.pid },
    timestamp: timeMember,
    redact: ["authorization", "secret", "password"],
  },
  stream,
);

/**
 * For what is logged thousands of times a second: a line at level info as `logger.info` writes it, of members that are
 * JSON text already (`"a":1,"b":"c"`). Going through an object and each of its members costs five times as much.
 */
export function logInfoText(members: string, message: string): void {
  if (!logger.isLevelEnabled("info")) return;
  stream.write(`{"level":30${timeMember()},"pid":${process.pid},${members},"msg":"${message}"}\n`);
}

/** As pino's isoTime; the lines of one millisecond share the text. */
function timeMember(): string {
  const nowMs = Date.now();
  if (nowMs !== stampedMs) {
    stampedMs = nowMs;
    stamp = `,"time":"${new Date(nowMs).toISOString()}"`;
  }
  return stamp;
}
