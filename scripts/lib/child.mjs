import { spawn } from "node:child_process";
import { signalProcess } from "./processes.mjs";
import { runtimeOf } from "./runtime.mjs";

/** sysexits.h EX_CONFIG: a child that ends with it has said what is wrong, and starting it again would not help. */
export const EXIT_CONFIGURATION = 78;

/**
 * What lives for the time of a request is not worth a heap that grows to twice of what stays, nor 16 MB of young objects:
 * web takes 50 to 80 MB less with these. A worker under load holds more and renews it all the time: a growth of 70 % took
 * up to a quarter of its time, and young objects of 16 MB instead of 32 a tenth.
 * @param {string} script
 */
export function nodeFlags(script) {
  return script === "dist/worker.mjs"
    ? ["--heap-growing-percent=150", "--max-semi-space-size=32"]
    : ["--heap-growing-percent=40", "--max-semi-space-size=8"];
}

/** Buffers that pass from thread to thread leave holes in one arena for each: 30 MB of both processes. */
export const NODE_ENVIRONMENT = { MALLOC_ARENA_MAX: "2" };

/**
 * @typedef {object} Ending
 * @property {string} text "exit code 1", "SIGKILL"
 * @property {boolean} isFinal starting again would not help
 */

/**
 * @typedef {object} RunningService
 * @property {number} pid
 * @property {Promise<{ url?: string }>} ready rejects when it ends before
 * @property {Promise<Ending>} exited
 * @property {() => Promise<void>} stop
 * @property {() => void} kill
 */

/**
 * Starts a Node program that says `process.send({ type: "ready", url })` when it serves and ends itself when the IPC
 * channel closes (that is: when this process was killed). It gets a process group of its own, so a Ctrl-C in the
 * terminal reaches it only through the supervisor, in its turn.
 * @param {{ script: string, cwd: string, env: NodeJS.ProcessEnv, stopTimeoutMs: number }} options
 * @returns {RunningService}
 */
export function startChild({ script, cwd, env, stopTimeoutMs }) {
  // Without --enable-source-maps: the bundles keep names and their own lines, and the maps of all pages took 90 MB.
  const child = spawn(runtimeOf(cwd), [...nodeFlags(script), script], {
    cwd,
    env: { ...NODE_ENVIRONMENT, ...env },
    detached: process.platform !== "win32",
    windowsHide: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const pid = child.pid ?? 0;
  /** @type {Promise<Ending>} */
  const exited = new Promise((resolve) => {
    child.once("error", (error) => resolve({ text: error.message, isFinal: true }));
    child.once("exit", (code, signal) =>
      resolve({ text: signal ?? `exit code ${code}`, isFinal: code === EXIT_CONFIGURATION }),
    );
  });
  /** @type {Promise<{ url?: string }>} */
  const ready = new Promise((resolve, reject) => {
    child.on("message", (message) => {
      if (isReady(message)) resolve(message);
    });
    exited.then(({ text }) => reject(new Error(text)));
  });
  ready.catch(() => {}); // whoever restarts it hears of the end through `exited`
  return { pid, ready, exited, stop: () => stopChild({ pid, exited, stopTimeoutMs }), kill: () => kill(pid) };
}

/** @param {unknown} message @returns {message is { type: "ready", url?: string }} */
function isReady(message) {
  return typeof message === "object" && message !== null && "type" in message && message.type === "ready";
}

/** @param {{ pid: number, exited: Promise<unknown>, stopTimeoutMs: number }} child */
async function stopChild({ pid, exited, stopTimeoutMs }) {
  if (pid > 0) signalProcess(pid, "SIGTERM");
  const late = setTimeout(() => kill(pid), stopTimeoutMs);
  await exited;
  clearTimeout(late);
}

/** @param {number} pid */
function kill(pid) {
  if (pid > 0) signalProcess(pid, "SIGKILL");
}
