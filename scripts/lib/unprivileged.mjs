import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, lstatSync, readdirSync } from "node:fs";
import path from "node:path";

/** `nobody` on every Linux; PostgreSQL refuses to run as root. */
const NOBODY = 65_534;
const MAP_ARGUMENTS = ["--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];

/**
 * How to run a program that refuses root.
 * - `plain`: we are not root.
 * - `namespace`: a user namespace in which root appears as nobody; files stay ours, a home of mode 700 is no
 *   obstacle, and the process id stays that of the program (unshare execs).
 * - `nobody`: user namespaces are forbidden (Docker's default profile): a real change of user; the folder is handed over.
 * @typedef {"plain" | "namespace" | "nobody"} Privilege
 */

/** @returns {Privilege} */
export function choosePrivilege() {
  if (process.getuid?.() !== 0) return "plain";
  const probe = spawnSync("unshare", [...MAP_ARGUMENTS, "true"], { stdio: "ignore" });
  return probe.status === 0 ? "namespace" : "nobody";
}

/**
 * @param {Privilege} privilege
 * @param {string} program
 * @param {string[]} programArguments
 * @returns {{ command: string, args: string[], options: { uid?: number, gid?: number } }}
 */
export function unprivileged(privilege, program, programArguments) {
  if (privilege === "namespace") {
    return { command: "unshare", args: [...MAP_ARGUMENTS, program, ...programArguments], options: {} };
  }
  const options = privilege === "nobody" ? { uid: NOBODY, gid: NOBODY } : {};
  return { command: program, args: programArguments, options };
}

/**
 * Lets the other user reach its files: the folder around them may be passed, not listed.
 * @param {Privilege} privilege
 * @param {{ around: string, owned: string[] }} paths
 */
export function handOver(privilege, { around, owned }) {
  if (privilege !== "nobody") return;
  chmodSync(around, 0o711);
  for (const item of owned) if (existsSync(item)) chownTree(item);
}

/** @param {string} item */
function chownTree(item) {
  const state = lstatSync(item);
  if (state.isSymbolicLink() || state.uid === NOBODY) return;
  chownSync(item, NOBODY, NOBODY);
  if (state.isDirectory()) for (const name of readdirSync(item)) chownTree(path.join(item, name));
}
