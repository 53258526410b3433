import { readFileSync } from "node:fs";

/** Each request costs a socket and some 30 KB; 256 kept two cores busy. */
const MOST = 256;
const LEAST = 32;
/** Files and sockets for everything else: database, listeners, logs, connections that are kept alive. */
const RESERVED_FILES = 256;
const FILES_PER_REQUEST = 2;

/** Requests that a process may have in flight, from the number of files it may have open. */
export function maxRequestsInFlight(limits = readLimits()): number {
  const files = Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? Number.POSITIVE_INFINITY);
  return Math.max(LEAST, Math.min(MOST, Math.floor((files - RESERVED_FILES) / FILES_PER_REQUEST)));
}

/** Empty where the system does not tell (it does on Linux only); then the limit is ours. */
function readLimits(): string {
  try {
    return readFileSync("/proc/self/limits", "utf8");
  } catch {
    return "";
  }
}
