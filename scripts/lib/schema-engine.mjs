import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";
import { readMigrations } from "./migration-files.mjs";
import { migrationAdapterFactory } from "./schema-engine-adapter.mjs";

const WASM_FILE = "schema_engine_bg.wasm";
const PARTITION_OF = /create\s+table\s+"?(\w+)"?\s+partition\s+of/gi;

/**
 * Prisma's schema engine as WebAssembly: the native one has to be downloaded from a host of Prisma's, this one is a
 * package. `url` names a server on which shadow databases may be created.
 * @param {{ url: string, schema: string, directory: string }} project schema: the text of schema.prisma
 */
export async function openSchemaEngine({ url, schema, directory }) {
  await loadWasm();
  const connections = migrationAdapterFactory(url);
  const factory = bindMigrationAwareSqlAdapterFactory(connections);
  const datamodels = /** @type {[string, string][]} */ ([["prisma/schema.prisma", schema]]);
  const schemaEngine = await engine.SchemaEngine.new({ datamodels }, () => {}, /** @type {never} */ (factory));
  const migrationsList = listMigrations(directory);
  const filters = { externalTables: tablePartitions(directory), externalEnums: [] };
  return {
    /** SQL that leads from the migrations to the schema; undefined when they agree. */
    diff: async () => {
      const { exitCode, stdout } = await schemaEngine.diff({
        from: { tag: "migrations", ...migrationsList },
        to: { tag: "schemaDatamodel", files: [{ path: "prisma/schema.prisma", content: schema }] },
        script: true,
        exitCode: true,
        filters,
      });
      return exitCode === 2 ? (stdout ?? "") : undefined;
    },
    applyMigrations: () => schemaEngine.applyMigrations({ migrationsList, filters }),
    diagnose: () => schemaEngine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: true, filters }),
    close: connections.close,
  };
}

let isLoaded = false;

async function loadWasm() {
  if (isLoaded) return;
  const folder = path.dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const imports = { [`./${WASM_FILE.replace(".wasm", ".js")}`]: /** @type {never} */ (engine) };
  const { instance } = await WebAssembly.instantiate(readFileSync(path.join(folder, WASM_FILE)), imports);
  const { __wbg_set_wasm: setWasm } = /** @type {{ __wbg_set_wasm(exports: unknown): void }} */ (
    /** @type {unknown} */ (engine)
  );
  setWasm(instance.exports);
  /** @type {() => void} */ (instance.exports.__wbindgen_start)();
  // The engine reports a panic through this global; without it the panic itself would fail.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: console.error } });
  isLoaded = true;
}

/** @param {string} directory */
function listMigrations(directory) {
  const content = readFileSync(path.join(directory, "migration_lock.toml"), "utf8");
  return {
    baseDir: directory,
    lockfile: { path: "migration_lock.toml", content },
    shadowDbInitScript: "",
    migrationDirectories: readMigrations(directory).map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: /** @type {const} */ ("ok"), value: sql } },
    })),
  };
}

/**
 * Tables that are partitions of another have no model; the engine would propose to drop them.
 * @param {string} directory
 */
function tablePartitions(directory) {
  return readMigrations(directory).flatMap(({ sql }) =>
    [...sql.matchAll(PARTITION_OF)].map((match) => `public.${match[1]}`),
  );
}
