import { spawnSync } from "node:child_process";
import path from "node:path";
import { hashFiles, isStampFresh, writeStamp } from "./stamps.mjs";
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
 * `npm ci` when node_modules does not match package-lock.json. Builds need the development dependencies as well,
 * which NODE_ENV=production would leave out.
 * @param {string} root
 */
export async function installDependencies(root) {
  const stamp = path.join(root, "node_modules", ".hookswitch-stamp");
  const wanted = hashFiles(root, { paths: ["package-lock.json"] });
  if (isStampFresh(stamp, wanted)) return;
  await step("Dependencies (about a minute the first time)", () => runNpmCi(root));
  writeStamp(stamp, wanted);
}

/** @param {string} root */
function runNpmCi(root) {
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund"];
  const npm = process.env.npm_execpath; // the npm that runs us, also on Windows
  const [command, all] = npm ? [process.execPath, [npm, ...args]] : ["npm", args];
  const { status } = spawnSync(command, all, { cwd: root, stdio: "inherit" });
  if (status !== 0) throw new Error("npm ci failed; what it says above tells why.");
}
