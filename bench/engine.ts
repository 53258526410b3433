import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { migrate } from "@/scripts/lib/migrate.mjs";
import { startPostgres } from "@/scripts/lib/postgres.mjs";

/**
 * `npm run bench:engine [-- --scale 1] [--json FILE]`: runs per second and latency of the embedded engine. Sender
 * and worker are one process, as where one process does all; PostgreSQL is durable (fsync, synchronous_commit).
 */
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const { values } = parseArgs({
  options: { scale: { type: "string", default: "1" }, json: { type: "string", default: "" } },
});

const dataDir = await mkdtemp(path.join(tmpdir(), "hookswitch-bench-engine-"));
const postgres = await startPostgres({ projectRoot: ROOT, dataDir, settings: {} });
try {
  await migrate({ url: postgres.url, directory: path.join(ROOT, "prisma/migrations"), partitions: 1 });
  Object.assign(process.env, {
    NODE_ENV: "production",
    LOG_LEVEL: "warn",
    DATABASE_URL: postgres.url,
    HOOKSWITCH_SECRET_KEY: "bench-secret-key-bench-secret-key-01",
    NEXTAUTH_SECRET: "bench-nextauth-secret-bench-secret-01",
  });
  // After the environment, which the modules read when they are loaded.
  const { measureEngine } = await import("./lib/measure-engine");
  const loadBefore = loadavg()[0];
  const { engine, ...measured } = await measureEngine(Number(values.scale));
  const configuration = {
    at: new Date().toISOString(),
    cpu: `${cpus().length} × ${cpus()[0]?.model.trim()}`,
    node: process.version,
    postgres: measured.postgres,
    loadBefore: Number(loadBefore?.toFixed(2)),
    workers: 1,
    durable: "fsync and synchronous_commit on",
    checkpointing: "on (the SDK's default)",
  };
  process.stdout.write(
    `${Object.entries(configuration)
      .map(([key, value]) => `${key}: ${value}`)
      .join("\n")}\n\n`,
  );
  process.stdout.write("| Case | Figure |\n|---|---|\n");
  for (const [name, figure] of Object.entries(engine)) process.stdout.write(`| ${name} | ${figure} |\n`);
  if (values.json) await writeFile(values.json, `${JSON.stringify({ configuration, engine }, null, 2)}\n`);
} finally {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}
