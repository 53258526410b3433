import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { PLACEHOLDERS } from "./configuration.mjs";
import { generateClient } from "./generate-client.mjs";
import { hashFiles, isStampFresh, writeStamp } from "./stamps.mjs";
import { step } from "./steps.mjs";

const PRODUCTION = /** @type {const} */ ("production");
const GENERATED = "lib/generated";
/** What the pages and routes are made of. The two bundles are quick and made at every start. */
const NEXT_SOURCES = [
  "app",
  "components",
  "inngest",
  "lib",
  "public",
  "prisma/schema.prisma",
  "next.config.js",
  "next.config.ts",
  "postcss.config.mjs",
  "package-lock.json",
  "openapi.json",
];
const BUNDLES = { "dist/server.mjs": "server.ts", "dist/worker.mjs": "inngest/worker.ts" };

/** @param {string} root */
export async function generateIfStale(root) {
  const stamp = path.join(root, GENERATED, ".hookswitch-stamp");
  const wanted = hashFiles(root, { paths: ["prisma/schema.prisma", "package-lock.json"] });
  if (isStampFresh(stamp, wanted)) return;
  await step("Database client", () => generateClient(root));
  writeStamp(stamp, wanted);
}

/**
 * @param {string} root
 * @param {{ signal?: AbortSignal }} [options]
 */
export async function buildPagesIfStale(root, { signal } = {}) {
  const stamp = path.join(root, ".next", ".hookswitch-stamp");
  const wanted = hashFiles(root, { paths: NEXT_SOURCES, except: [GENERATED] });
  if (isStampFresh(stamp, wanted)) return;
  await step("Portal build (15 to 60 seconds)", () => runNextBuild(root, signal));
  writeStamp(stamp, wanted);
}

/**
 * @param {string} root
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<void>}
 */
function runNextBuild(root, signal) {
  const cli = path.join(root, "node_modules", "next", "dist", "bin", "next");
  // Next loads every route module once, and some read the configuration then; no real secret must get into a build.
  const env = { ...process.env, ...PLACEHOLDERS, NODE_ENV: PRODUCTION, NEXT_TELEMETRY_DISABLED: "1" };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, "build"], {
      cwd: root,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      signal,
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
      });
    }
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`next build failed:\n${output}`));
    });
  });
}

/**
 * The custom server and the worker as one file each, next to their libraries in node_modules.
 * @param {string} root
 */
export async function bundlePrograms(root) {
  const { build } = await import("esbuild"); // not there before the first `npm ci`
  await build(bundleOptions(root));
}

/**
 * Bundles again after every change and names the programs that differ; for `npm run dev`.
 * @param {string} root
 * @param {(changed: string[]) => void} onChanged gets paths such as dist/worker.mjs
 */
export async function watchPrograms(root, onChanged) {
  const { context } = await import("esbuild");
  const hashes = new Map();
  const compare = () => {
    const changed = Object.keys(BUNDLES).filter((file) => {
      const hash = hashFiles(root, { paths: [file] });
      const isChanged = hashes.has(file) && hashes.get(file) !== hash;
      hashes.set(file, hash);
      return isChanged;
    });
    onChanged(changed);
  };
  const plugin = {
    name: "compare",
    setup: (/** @type {import("esbuild").PluginBuild} */ build) => build.onEnd(compare),
  };
  const watching = await context({ ...bundleOptions(root), plugins: [plugin] });
  await watching.rebuild();
  await watching.watch();
}

/** @param {string} root @returns {import("esbuild").BuildOptions} */
function bundleOptions(root) {
  const programs = Object.entries(BUNDLES).filter(([, source]) => existsSync(path.join(root, source)));
  return {
    absWorkingDir: root,
    entryPoints: programs.map(([target, source]) => ({ in: source, out: target.replace(/^dist\/|\.mjs$/g, "") })),
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    sourcemap: true,
    logLevel: "warning",
  };
}
