import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * @typedef {object} MigrationFile
 * @property {string} name folder name, which is also the order
 * @property {string} sql
 * @property {string} checksum sha256 of the file, as Prisma computes it
 */

/**
 * The migrations of a folder in the order in which they apply.
 * @param {string} directory
 * @returns {MigrationFile[]}
 */
export function readMigrations(directory) {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(directory, entry.name, "migration.sql")))
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const content = readFileSync(path.join(directory, name, "migration.sql"));
      return { name, sql: content.toString("utf8"), checksum: createHash("sha256").update(content).digest("hex") };
    });
}
