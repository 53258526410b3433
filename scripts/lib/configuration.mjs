import path from "node:path";

/** Stands for what the supervisor makes itself when the database is the embedded one; a build sees nothing else. */
export const PLACEHOLDERS = {
  DATABASE_URL: "postgresql://embedded",
  HOOKSWITCH_SECRET_KEY: "made-at-the-first-start-and-kept-in-a-file",
  NEXTAUTH_SECRET: "made-at-the-first-start-and-kept-in-a-file",
};
const REQUIRED_WITH_DATABASE = ["HOOKSWITCH_SECRET_KEY", "NEXTAUTH_SECRET"];

/**
 * Reads the configuration with the product's own reader (lib/env.ts, bundled on the fly: this runs before any build).
 * Throws one sentence that names every bad variable.
 * @param {string} root
 * @param {Record<string, string | undefined>} environment
 */
export async function readConfiguration(root, environment) {
  const isEmbedded = !environment.DATABASE_URL;
  const missing = isEmbedded ? [] : REQUIRED_WITH_DATABASE.filter((name) => !environment[name]);
  if (missing.length > 0) {
    throw new Error(
      `DATABASE_URL is set, so ${missing.join(" and ")} must be set too: every process on that database needs the same. ` +
        "Make one with: openssl rand -base64 48",
    );
  }
  const { readEnv } = await importEnv(root);
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
  const values = readEnv(isEmbedded ? { ...PLACEHOLDERS, ...given } : given);
  return {
    isEmbedded,
    host: values.HOST,
    port: values.PORT,
    dataDir: path.resolve(root, values.HOOKSWITCH_DATA_DIR),
    partitions: values.HOOKSWITCH_PARTITIONS,
    /** Past a pooler: migrations take a session lock. */
    migrationUrl: values.DATABASE_DIRECT_URL ?? values.DATABASE_URL,
    areLocalNetworksAllowed: values.HOOKSWITCH_ALLOWED_NETWORKS.length > 0,
  };
}

/**
 * @param {string} root
 * @returns {Promise<typeof import("../../lib/env.ts")>}
 */
async function importEnv(root) {
  const { build } = await import("esbuild"); // not there before the first `npm ci`
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["lib/env.ts"],
    bundle: true,
    platform: "node",
    format: "esm",
    write: false,
  });
  const source = outputFiles[0]?.contents ?? new Uint8Array();
  return import(`data:text/javascript;base64,${Buffer.from(source).toString("base64")}`);
}
