import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Whether a process runs. A zombie (dead, not yet reaped by its parent) counts as dead: signal 0 alone
 * would call it alive, and a slow PID 1 can leave one behind for seconds.
 * @param {number} pid
 */
export function isRunning(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it exists and belongs to someone else. Anything else: it is gone.
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
  return process.platform !== "linux" || processState(pid) !== "Z";
}

/** @param {number} pid */
function processState(pid) {
  try {
    // "pid (comm) S …": comm may hold spaces and brackets, so read behind the last one.
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(")").pop()?.trim()[0];
  } catch {
    return "Z"; // it went away between the two looks
  }
}

/**
 * The command line of a process; empty where it cannot be learnt. Guards against a recycled pid.
 * @param {number} pid
 */
export function commandOf(pid) {
  if (process.platform === "linux") {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    } catch {
      return ""; // no such process any more
    }
  }
  if (process.platform === "win32") return "";
  return spawnSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" }).stdout?.trim() ?? "";
}

/**
 * Signals a process; false when it is gone already.
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
export function signalProcess(pid, signal) {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ESRCH") return false;
    throw error;
  }
}

/**
 * Waits until a process is gone; false when it still runs at the end of the time.
 * @param {{ pid: number, timeoutMs: number, intervalMs?: number }} options
 */
export async function waitForExit({ pid, timeoutMs, intervalMs = 25 }) {
  const end = performance.now() + timeoutMs;
  while (isRunning(pid)) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, intervalMs));
  }
  return true;
}
