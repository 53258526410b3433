import { existsSync, readFileSync, rmSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { commandOf, isRunning } from "./processes.mjs";

const HOST = "127.0.0.1";
const PROBE_TIMEOUT_MS = 1_000;
const START_TIMEOUT_MS = 120_000; // recovery after a crash may replay up to max_wal_size
const PROTOCOL_3 = 196_608;

/**
 * The living server of a data folder, if any. Removes a pid file that a dead server left: PostgreSQL itself refuses
 * to start over it while the pid is a zombie or belongs to some other program.
 * @param {string} pgData
 * @returns {Promise<{ pid: number, port: number } | undefined>}
 */
export async function findLivingPostmaster(pgData) {
  const file = path.join(pgData, "postmaster.pid");
  const found = readPostmasterFile(file);
  if (!found) return undefined;
  if (isRunning(found.pid) && (await isServerOf(pgData, found))) return found;
  // Safe: the server checks the shared memory of the folder as well, which its last children would still hold.
  rmSync(file, { force: true });
  return undefined;
}

/**
 * @param {string} file
 * @returns {{ pid: number, port: number } | undefined}
 */
function readPostmasterFile(file) {
  if (!existsSync(file)) return undefined;
  // Lines: pid, folder, start time, port, socket folder, address, shared memory, status.
  const lines = readFileSync(file, "utf8").split("\n");
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return Number.isInteger(pid) && pid > 0 ? { pid, port } : undefined;
}

/** @param {string} pgData @param {{ pid: number, port: number }} server */
async function isServerOf(pgData, { pid, port }) {
  const command = commandOf(pid);
  return command ? command.includes(pgData) : (await probe(port)) !== "silent";
}

/**
 * Waits until the server takes connections; returns false at once when `hasExited` says that it died.
 * @param {{ port: number, hasExited: () => boolean }} server
 */
export async function waitUntilReady({ port, hasExited }) {
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < deadline) {
    if (hasExited()) return false;
    if ((await probe(port)) === "ready") return true;
    await pause(25);
  }
  return false;
}

/**
 * Speaks the first message of PostgreSQL's protocol: a ready server asks for authentication (R), one that
 * starts up or shuts down answers with an error (E).
 * @param {number} port
 * @returns {Promise<"ready" | "busy" | "silent">}
 */
function probe(port) {
  return new Promise((resolve) => {
    const socket = net.connect({ host: HOST, port });
    /** @param {"ready" | "busy" | "silent"} answer */
    const finish = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(PROBE_TIMEOUT_MS, () => finish("silent"));
    socket.once("error", () => finish("silent"));
    socket.once("close", () => finish("silent"));
    socket.once("connect", () => socket.write(startupMessage()));
    socket.once("data", (chunk) => finish(chunk[0] === 0x52 ? "ready" : "busy"));
  });
}

function startupMessage() {
  const body = Buffer.from("user\0postgres\0database\0postgres\0\0", "latin1");
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + 8, 0);
  head.writeInt32BE(PROTOCOL_3, 4);
  return Buffer.concat([head, body]);
}

/** @param {number} ms */
function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
