import path from "node:path";
import { npmCi } from "./npm-ci.mjs";
import { readJson } from "./read-json.mjs";
import { installRuntime } from "./runtime.mjs";
import { step } from "./steps.mjs";

const MIN_NODE = [20, 19];

/** Throws a sentence when this Node is too old to go on. */
export function checkNodeVersion(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [minMajor = 0, minMinor = 0] = MIN_NODE;
  if (major > minMajor || (major === minMajor && minor >= minMinor)) return;
  throw new Error(`Hookswitch needs Node ${MIN_NODE.join(".")} or newer; this is ${version}. Get one from nodejs.org.`);
}

/**
 * `npm ci` when node_modules does not hold what package-lock.json asks for, and the Node that web and worker run on.
 * @param {string} root
 */
export async function installDependencies(root) {
  if (!isInstalled(root)) await step("Dependencies (about a minute the first time)", () => npmCi(root));
  await installRuntime(root);
}

/**
 * npm writes what it installed into a lock file of its own, as its last act. Optional packages are those of other
 * platforms: which of them are there is npm's decision.
 * @param {string} root
 */
export function isInstalled(root) {
  const wanted = readPackages(path.join(root, "package-lock.json"));
  const installed = readPackages(path.join(root, "node_modules", ".package-lock.json"));
  return Object.entries(wanted).every(
    ([name, { version, optional, devOptional }]) =>
      name === "" || optional || devOptional || installed[name]?.version === version,
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>}
 */
function readPackages(file) {
  return readJson(file)?.packages ?? {};
}
