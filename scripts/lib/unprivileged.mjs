import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, lstatSync, readdirSync } from "node:fs";
import { userInfo } from "node:os";
import path from "node:path";

/** `nobody` on every Linux; PostgreSQL refuses to run as root. */
const NOBODY = 65_534;
const MAP_ARGUMENTS = ["--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];

/**
 * How to run a program that refuses root.
 * - `plain`: we are an ordinary user.
 * - `namespace`: a user namespace in which root appears as nobody; files stay ours, a home of mode 700 is no
 *   obstacle, and the process id stays that of the program (unshare execs).
 * - `nobody`: user namespaces are forbidden (Docker's default profile): a real change of user; the folder is handed over.
 * @typedef {"plain" | "namespace" | "nobody"} Privilege
 */

/** @returns {Privilege} */
export function choosePrivilege() {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && hasName()) return "plain";
  const probe = spawnSync("unshare", [...MAP_ARGUMENTS, "true"], { stdio: "ignore" });
  if (probe.status === 0) return "namespace";
  return isRoot ? "nobody" : "plain";
}

/** initdb refuses a user id without a name, such as containers like to hand out. */
function hasName() {
  try {
    return userInfo().username !== "";
  } catch {
    return false; // userInfo() throws for exactly this reason
  }
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
 * Gives the server its files: to the other user, or back to us after a time under the other one. The folder around
 * them may then be passed by others, not listed.
 * @param {Privilege} privilege
 * @param {{ around: string, owned: string[] }} paths
 */
export function handOver(privilege, { around, owned }) {
  if (process.getuid?.() !== 0) return;
  if (privilege === "nobody") chmodSync(around, 0o711);
  const owner = privilege === "nobody" ? NOBODY : 0;
  for (const item of owned) if (existsSync(item)) chownTree(item, owner);
}

/** @param {string} item @param {number} owner */
function chownTree(item, owner) {
  const state = lstatSync(item);
  if (state.isSymbolicLink() || state.uid === owner) return;
  chownSync(item, owner, owner);
  if (state.isDirectory()) for (const name of readdirSync(item)) chownTree(path.join(item, name), owner);
}
