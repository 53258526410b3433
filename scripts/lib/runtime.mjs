import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { messageOf } from "./message-of.mjs";
import { npmCi } from "./npm-ci.mjs";
import { readJson } from "./read-json.mjs";
import { say, step } from "./steps.mjs";

/** From here on promises cost nothing extra while AsyncLocalStorage is in use (ADR 036). */
const GOOD_MAJOR = 24;
const FOLDER = "runtime";
const PACKAGE = `node-${process.platform}-${process.arch}`;

/**
 * The Node that web and worker run on: the one that runs this if it is new enough, else the one in `runtime/`, else,
 * where there is none for this machine, again the one that runs this.
 * @param {string} root
 */
export function runtimeOf(root, ownVersion = process.versions.node) {
  if (isGood(ownVersion)) return process.execPath;
  const packaged = path.join(packageFolder(root), "bin", "node");
  return existsSync(packaged) ? packaged : process.execPath;
}

/**
 * Installs `runtime/` where it is of use and not there yet. Does not throw: without it everything runs, only slower.
 * @param {string} root
 */
export async function installRuntime(root) {
  if (isGood(process.versions.node)) return;
  const wanted = wantedVersion(root);
  if (!wanted || wanted === installedVersion(root) || !isGlibc()) return;
  try {
    await step(`Node ${wanted} for web and worker`, () => install(root, wanted));
  } catch (error) {
    say(`Going on with Node ${process.versions.node}: ${messageOf(error)}`);
  }
}

/** What does not run is taken away again. @param {string} root @param {string} wanted */
function install(root, wanted) {
  npmCi(path.join(root, FOLDER));
  // npm leaves an optional package out that it cannot get.
  if (installedVersion(root) !== wanted) throw new Error("npm could not get it.");
  const { status, error } = spawnSync(runtimeOf(root), ["--version"]);
  if (status === 0) return;
  rmSync(path.join(root, FOLDER, "node_modules"), { recursive: true, force: true });
  throw new Error(`It does not run on this machine${error ? `: ${error.message}` : ""}.`);
}

/** @param {string} version */
function isGood(version) {
  return Number(version.split(".")[0]) >= GOOD_MAJOR;
}

/** The binaries are those of nodejs.org; a musl system has no loader for them. */
function isGlibc() {
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return header.glibcVersionRuntime !== undefined;
}

/** @param {string} root */
function packageFolder(root) {
  return path.join(root, FOLDER, "node_modules", PACKAGE);
}

/** Undefined: there is none for this platform. @param {string} root @returns {string | undefined} */
function wantedVersion(root) {
  return readJson(path.join(root, FOLDER, "package.json"))?.optionalDependencies[PACKAGE];
}

/** @param {string} root @returns {string | undefined} */
function installedVersion(root) {
  return readJson(path.join(packageFolder(root), "package.json"))?.version;
}
