import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { commandOf, isRunning, signalProcess, waitForExit } from "./processes.mjs";

const PROGRAMS = /** @type {const} */ ({ web: "server.mjs", worker: "worker.mjs" });
/** They end themselves when their supervisor's channel closes; a worker finishes what it is sending. */
const GRACE_MS = 10_000;

/**
 * Takes the data folder for this process. Throws when another supervisor works on it.
 * @param {string} dataDir
 * @returns {() => void} lets go again
 */
export function claimDataDir(dataDir) {
  const file = path.join(dataDir, "supervisor.pid");
  const pid = readPid(file);
  if (pid && pid !== process.pid && isRunning(pid) && runs(pid, "start.mjs")) {
    throw new Error(
      `Hookswitch runs already on ${dataDir} (process ${pid}). Stop it first, or set HOOKSWITCH_DATA_DIR.`,
    );
  }
  writeFileSync(file, `${process.pid}\n`, { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/**
 * Waits for web and worker of a supervisor that was killed; ends them when they do not go.
 * @param {string} dataDir
 */
export async function endLeftovers(dataDir) {
  for (const [name, program] of Object.entries(PROGRAMS)) {
    const file = path.join(dataDir, `${name}.pid`);
    const pid = readPid(file);
    if (!pid || !isRunning(pid) || !runs(pid, program)) continue;
    if (!(await waitForExit({ pid, timeoutMs: GRACE_MS }))) signalProcess(pid, "SIGKILL");
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function readPid(file) {
  return existsSync(file) ? Number(readFileSync(file, "utf8")) : undefined;
}

/** A pid may belong to some other program by now; where the command cannot be learnt, believe the file. @param {number} pid @param {string} program */
function runs(pid, program) {
  const command = commandOf(pid);
  return command === "" ? process.platform === "win32" : command.includes(program);
}
