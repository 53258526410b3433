import { spawnSync } from "node:child_process";

/**
 * Installs what the lock file of a folder asks for. Builds need the development dependencies as well, which
 * NODE_ENV=production would leave out.
 * @param {string} folder
 */
export function npmCi(folder) {
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund"];
  const npm = process.env.npm_execpath; // the npm that runs us, also on Windows
  const [command, all] = npm ? [process.execPath, [npm, ...args]] : ["npm", args];
  const { status } = spawnSync(command, all, { cwd: folder, stdio: "inherit" });
  if (status !== 0) throw new Error("npm ci failed; what it says above tells why.");
}
