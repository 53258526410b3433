import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * One hash over the names and contents of files and folders. What does not exist counts as empty.
 * @param {string} root
 * @param {{ paths: string[], except?: string[] }} selection relative to root
 */
export function hashFiles(root, { paths, except = [] }) {
  const hash = createHash("sha256");
  for (const file of paths.flatMap((item) => listFiles(root, item, except))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

/**
 * @param {string} root
 * @param {string} item
 * @param {string[]} except
 * @returns {string[]}
 */
function listFiles(root, item, except) {
  const full = path.join(root, item);
  if (except.includes(item) || !existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [item];
  return readdirSync(full)
    .sort()
    .flatMap((name) => listFiles(root, path.posix.join(item, name), except));
}

/**
 * @param {string} file
 * @param {string} expected
 */
export function isStampFresh(file, expected) {
  return existsSync(file) && readFileSync(file, "utf8") === expected;
}

/**
 * @param {string} file
 * @param {string} value
 */
export function writeStamp(file, value) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, value);
}
