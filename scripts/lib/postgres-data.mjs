import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { messageOf } from "./message-of.mjs";
import { findFreePort, isPortFree } from "./ports.mjs";
import { handOver, unprivileged } from "./unprivileged.mjs";

const HOST = "127.0.0.1";
const MAX_LOG_BYTES = 10 * 1024 * 1024;
const LOG_TAIL_LINES = 8;
const NOBODY_HINT =
  "It cannot run as root, and as the user nobody it must reach the project and the data folder: " +
  "start as an ordinary user, or move both out of root's home. ";

/** @param {string} dataDir */
export function dataFiles(dataDir) {
  const root = path.resolve(dataDir);
  return {
    data: path.join(root, "postgres"),
    fresh: path.join(root, "postgres.new"),
    password: path.join(root, "postgres-password"),
    port: path.join(root, "postgres-port"),
    log: path.join(root, "postgres.log"),
  };
}

/** @param {string} file */
export function readOrCreatePassword(file) {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("base64url"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

/**
 * Into a folder beside, renamed at the end: a first start that is killed half-way leaves nothing that looks whole.
 * @param {{ binaries: import("./postgres-binaries.mjs").PostgresBinaries,
 *   privilege: import("./unprivileged.mjs").Privilege, files: ReturnType<typeof dataFiles> }} parts
 */
export async function initialise({ binaries, privilege, files }) {
  rmSync(files.fresh, { recursive: true, force: true });
  mkdirSync(files.fresh, { mode: 0o700 });
  handOver(privilege, { around: path.dirname(files.fresh), owned: [files.fresh] });
  const locale =
    binaries.major >= 17 ? ["--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"] : ["--no-locale"];
  const identity = ["-U", "postgres", "--auth=scram-sha-256", `--pwfile=${files.password}`];
  const args = ["-D", files.fresh, ...identity, "--encoding=UTF8", ...locale];
  try {
    await runToEnd(unprivileged(privilege, binaries.initdb, args));
  } catch (cause) {
    const hint = privilege === "nobody" ? NOBODY_HINT : "";
    throw new Error(`PostgreSQL could not create its data folder. ${hint}${messageOf(cause)}`, { cause });
  }
  renameSync(files.fresh, files.data);
}

/** @param {ReturnType<typeof unprivileged>} run */
export function runToEnd({ command, args, options }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "ignore", "pipe"] });
    let output = "";
    child.stderr.on("data", (chunk) => {
      output += chunk;
    });
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(undefined);
      else reject(new Error(output.trim()));
    });
  });
}

/** The port of last time where it is free, so that a person's psql command stays right. @param {string} file */
export async function choosePort(file) {
  const remembered = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  if (remembered > 0 && (await isPortFree({ host: HOST, port: remembered }))) return remembered;
  const port = await findFreePort(HOST);
  writeFileSync(file, String(port), { mode: 0o600 });
  return port;
}

/** @param {string} file */
export function rotateLog(file) {
  if (existsSync(file) && statSync(file).size > MAX_LOG_BYTES) renameSync(file, `${file}.1`);
}

/** @param {string} file */
export function tailOf(file) {
  return existsSync(file)
    ? readFileSync(file, "utf8").trim().split("\n").slice(-LOG_TAIL_LINES).join("\n")
    : "(no log)";
}
