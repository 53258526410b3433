import { readFileSync } from "node:fs";
import type { SlotLimits } from "@/lib/delivery/slots";

/** Each request costs a socket and some 30 KB; 256 kept two cores busy. */
const ENOUGH = 256;
const LEAST = 32;
/** Lanes that a full house must still leave a slot each; 30 KB each are 120 MB. */
const MOST = 4_096;
/** Files and sockets for everything else: database, listeners, logs. */
const RESERVED_FILES = 256;
/** A request has a connection, and leaves one behind that is kept alive for a while. */
const FILES_PER_REQUEST = 2;

/** Requests that a process may have in flight, from the number of files it may have open. */
export function requestLimits(limits = readLimits()): SlotLimits {
  const files = Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? Number.POSITIVE_INFINITY);
  const most = Math.max(LEAST, Math.min(MOST, Math.floor((files - RESERVED_FILES) / FILES_PER_REQUEST)));
  return { limit: Math.min(ENOUGH, most), most };
}

/** Empty where the system does not tell (it does on Linux only); then the limit is ours. */
function readLimits(): string {
  try {
    return readFileSync("/proc/self/limits", "utf8");
  } catch {
    return "";
  }
}
