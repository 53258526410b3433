import { existsSync, readFileSync } from "node:fs";

/** What a JSON file holds; undefined where there is none. @param {string} file */
export function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
