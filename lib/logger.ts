import { pino } from "pino";
import { env } from "./env";

/** Structured logs on standard output. Secrets never reach a log line; headers are not logged at all. */
export const logger = pino(
  {
    level: env().LOG_LEVEL,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ["authorization", "secret", "password"],
  },
  // Lines are gathered: a system call each cost the worker 20 µs an attempt. A killed process may lose the last ones.
  pino.destination({ sync: false, minLength: 4_096, periodicFlush: 500 }),
);
