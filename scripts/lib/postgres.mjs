import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { findPostgresBinaries } from "./postgres-binaries.mjs";
import {
  choosePort,
  dataFiles,
  initialise,
  readOrCreatePassword,
  rotateLog,
  runToEnd,
  tailOf,
} from "./postgres-data.mjs";
import { findLivingPostmaster, waitUntilReady } from "./postmaster.mjs";
import { signalProcess, waitForExit } from "./processes.mjs";
import { choosePrivilege, handOver, unprivileged } from "./unprivileged.mjs";

const HOST = "127.0.0.1";
const STOP_TIMEOUT_MS = 5_000;
const WATCH_INTERVAL_MS = 200;

/** For a machine that runs the whole product. fsync and synchronous_commit stay on: a 202 is a promise. */
const DEFAULT_SETTINGS = {
  max_connections: "100",
  shared_buffers: "256MB",
  max_wal_size: "2GB",
  // Segments are used again: a new one holds every commit up for the 100 ms that a disk takes to fill it.
  min_wal_size: "1GB",
  checkpoint_timeout: "15min",
  checkpoint_completion_target: "0.9",
  // Its one method that is compiled in takes more of the processor than the disk gains: up to a quarter of PostgreSQL's
  // time where rows of before the last checkpoint are settled.
  wal_compression: "off",
  random_page_cost: "1.1",
  autovacuum_naptime: "10s",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
};

/**
 * @typedef {object} RunningPostgres
 * @property {string} url database `postgres`, user `postgres`
 * @property {number} pid
 * @property {number} port
 * @property {boolean} reused it was still running when we came (its supervisor was killed)
 * @property {Promise<void>} exited resolves when the server is gone, however that came
 * @property {() => Promise<void>} stop fast shutdown; at once when that takes longer than 5 s
 */

/**
 * Starts the embedded server of a data folder, or takes over the one that still runs there. The server is a direct
 * child in a process group of its own, so a Ctrl-C in the terminal reaches it only through us, after web and worker.
 * @param {{ projectRoot: string, dataDir: string, settings?: Record<string, string> }} options
 * @returns {Promise<RunningPostgres>}
 */
export async function startPostgres({ projectRoot, dataDir, settings = {} }) {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const files = dataFiles(dataDir);
  const password = readOrCreatePassword(files.password);
  const living = existsSync(files.data) ? await findLivingPostmaster(files.data) : undefined;
  if (living) return adopt({ ...living, password });

  const binaries = findPostgresBinaries(projectRoot);
  const privilege = choosePrivilege();
  handOver(privilege, { around: dataDir, owned: [files.data, files.password] });
  if (!existsSync(files.data)) await initialise({ binaries, privilege, files });
  const port = await choosePort(files.port);
  const run = unprivileged(privilege, binaries.postgres, serverArguments(files.data, port, settings));
  return launch({ run, files, port, password, pgCtl: binaries.pgCtl });
}

/**
 * @param {string} pgData
 * @param {number} port
 * @param {Record<string, string>} settings
 */
function serverArguments(pgData, port, settings) {
  const all = { ...DEFAULT_SETTINGS, ...settings, listen_addresses: HOST, unix_socket_directories: "" };
  const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return ["-D", pgData, "-p", String(port), ...flags];
}

/**
 * @param {{ run: ReturnType<typeof unprivileged>, files: ReturnType<typeof dataFiles>, port: number,
 *   password: string, pgCtl: string }} parts
 * @returns {Promise<RunningPostgres>}
 */
async function launch({ run, files, port, password, pgCtl }) {
  rotateLog(files.log);
  const log = openSync(files.log, "a", 0o600);
  const { command, args, options } = run;
  const child = spawn(command, args, { ...options, detached: true, windowsHide: true, stdio: ["ignore", log, log] });
  closeSync(log);
  let hasExited = false;
  /** @type {Promise<void>} */
  const exited = new Promise((resolve) => {
    const end = () => {
      hasExited = true;
      resolve();
    };
    child.once("exit", end);
    child.once("error", end);
  });
  const ready = await waitUntilReady({ port, hasExited: () => hasExited });
  const pid = child.pid;
  if (!ready || pid === undefined) {
    child.kill("SIGQUIT");
    throw new Error(`PostgreSQL did not start. The end of ${files.log}:\n${tailOf(files.log)}`);
  }
  const stop = () => (process.platform === "win32" ? stopWithPgCtl(pgCtl, files.data) : stopServer(pid, exited));
  return { url: serverUrl(port, password), pid, port, reused: false, exited, stop };
}

/**
 * @param {{ pid: number, port: number, password: string }} server
 * @returns {Promise<RunningPostgres>}
 */
async function adopt({ pid, port, password }) {
  const exited = watchExit(pid);
  let hasExited = false;
  exited.then(() => {
    hasExited = true;
  });
  const ready = await waitUntilReady({ port, hasExited: () => hasExited });
  if (!ready) throw new Error(`The PostgreSQL that runs already (process ${pid}, port ${port}) takes no connections.`);
  return { url: serverUrl(port, password), pid, port, reused: true, exited, stop: () => stopServer(pid, exited) };
}

/** It is not our child, so nobody tells us. @param {number} pid */
async function watchExit(pid) {
  await waitForExit({ pid, timeoutMs: Number.POSITIVE_INFINITY, intervalMs: WATCH_INTERVAL_MS });
}

/**
 * @param {number} pid
 * @param {Promise<void>} exited
 */
async function stopServer(pid, exited) {
  signalProcess(pid, "SIGINT"); // fast shutdown: open transactions roll back, a checkpoint is written
  const late = setTimeout(() => signalProcess(pid, "SIGQUIT"), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(late);
}

/** Windows knows no SIGINT between processes. @param {string} pgCtl @param {string} pgData */
function stopWithPgCtl(pgCtl, pgData) {
  return runToEnd({ command: pgCtl, args: ["-D", pgData, "-m", "fast", "-w", "stop"], options: {} }).then(
    () => undefined,
  );
}

/** @param {number} port @param {string} password */
function serverUrl(port, password) {
  return `postgresql://postgres:${password}@${HOST}:${port}/postgres`;
}
