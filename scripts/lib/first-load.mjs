import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";

/** @typedef {{ page: string, first: number, all: number }} FirstLoad Bytes, gzipped; the largest first. */

/**
 * @param {string} root
 * @returns {FirstLoad[]}
 */
export function measureFirstLoads(root) {
  const build = path.join(root, ".next");
  if (!existsSync(path.join(build, "build-manifest.json"))) return [];
  const { rootMainFiles } = readJson(path.join(build, "build-manifest.json"));
  const sizeOf = createSizes(build);
  const app = path.join(build, "server", "app");
  return readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("page_client-reference-manifest.js"))
    .map((file) => {
      const first = new Set([...rootMainFiles, ...entryFiles(path.join(app, file))]);
      const all = new Set([...first, ...lazyFiles(path.join(app, path.dirname(file), "page"))]);
      return { page: pageOf(file), first: sum(first, sizeOf), all: sum(all, sizeOf) };
    })
    .sort((a, b) => b.first - a.first);
}

/** The manifest is a script that hangs itself on globalThis. @param {string} file @returns {string[]} */
function entryFiles(file) {
  /** @type {Record<string, any>} */
  const scope = {};
  runInNewContext(readFileSync(file, "utf8"), { globalThis: scope });
  return Object.values(scope.__RSC_MANIFEST ?? {}).flatMap(({ entryJSFiles }) =>
    Object.values(entryJSFiles ?? {}).flat(),
  );
}

/** @param {string} folder @returns {string[]} */
function lazyFiles(folder) {
  const file = path.join(folder, "react-loadable-manifest.json");
  if (!existsSync(file)) return [];
  return Object.values(readJson(file)).flatMap(({ files }) =>
    files.filter((/** @type {string} */ name) => name.endsWith(".js")),
  );
}

/** @param {string} build @returns {(file: string) => number} */
function createSizes(build) {
  const sizes = new Map();
  return (file) => {
    if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(path.join(build, file))).length);
    return sizes.get(file);
  };
}

/** @param {Set<string>} files @param {(file: string) => number} sizeOf */
function sum(files, sizeOf) {
  return [...files].reduce((total, file) => total + sizeOf(file), 0);
}

/** `(portal)/overview/page_client…` is /overview. @param {string} file */
function pageOf(file) {
  const parts = path
    .dirname(file)
    .split(path.sep)
    .filter((part) => part !== "." && !/^\(.*\)$/.test(part));
  return `/${parts.join("/")}`;
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
