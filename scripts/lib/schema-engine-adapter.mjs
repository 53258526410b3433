import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";

/** `"char"`, which PostgreSQL's catalogues use and PrismaPg 7.10 refuses; and the types it is shown as. */
const CHAR_OID = 18;
const TEXT_OID = 25;
const CHARACTER_COLUMN = 6; // ColumnTypeEnum.Character

/** @typedef {Awaited<ReturnType<PrismaPg["connect"]>>} Adapter */

/**
 * PrismaPg with what the schema engine needs of it. Three defects of 7.10 are mended: `"char"` columns; scripts cut at
 * every `;`, through the bodies of functions; a shadow database that is dropped while its pool is still open (and that
 * is the real database when a connection string is given).
 * @param {string} url
 */
export function migrationAdapterFactory(url) {
  const config = connectionParts(url);
  /** @type {Adapter[]} */
  const connected = [];
  return {
    provider: /** @type {const} */ ("postgres"),
    adapterName: "@prisma/adapter-pg",
    connect: async () => {
      const adapter = await connect(config);
      connected.push(adapter);
      return adapter;
    },
    connectToShadowDb: () => connectToShadow(config),
    /** The engine never does this itself, and its session holds Prisma's advisory lock until then. */
    close: async () => {
      for (const adapter of connected.splice(0)) await adapter.dispose();
    },
  };
}

/** @param {string} url */
function connectionParts(url) {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    host: hostname,
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
  };
}

/** @param {pg.PoolConfig} config */
async function connect(config) {
  const pool = new pg.Pool(config);
  const adapter = await new PrismaPg(pool, { disposeExternalPool: true }).connect();
  const charColumns = relabelCharColumns(pool);
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const index of charColumns.get(result.rows) ?? []) result.columnTypes[index] = CHARACTER_COLUMN;
    return result;
  };
  adapter.executeScript = async (script) => {
    await pool.query(script);
  };
  return adapter;
}

/** @param {pg.Pool} pool */
function relabelCharColumns(pool) {
  /** @type {WeakMap<unknown[], number[]>} rows → positions of "char" columns */
  const found = new WeakMap();
  const query = /** @type {(config: pg.QueryArrayConfig) => Promise<pg.QueryArrayResult>} */ (pool.query.bind(pool));
  Object.assign(pool, {
    query: async (/** @type {pg.QueryArrayConfig} */ config) => {
      const result = await query(config);
      if (Array.isArray(result)) return result; // a script of several statements; nobody reads its rows
      const columns = [...result.fields.keys()].filter((index) => result.fields[index]?.dataTypeID === CHAR_OID);
      for (const index of columns) Object.assign(result.fields[index] ?? {}, { dataTypeID: TEXT_OID });
      found.set(result.rows, columns);
      return result;
    },
  });
  return found;
}

/** @param {pg.PoolConfig} config */
async function connectToShadow(config) {
  const name = `shadow_${randomUUID().replaceAll("-", "")}`;
  const admin = new pg.Client({ ...config, database: "postgres" });
  await admin.connect();
  await admin.query(`create database ${name} template template0`);
  const adapter = await connect({ ...config, database: name });
  const dispose = adapter.dispose.bind(adapter);
  adapter.dispose = async () => {
    await dispose();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  };
  return adapter;
}
