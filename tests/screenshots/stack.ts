import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { migrate } from "@/scripts/lib/migrate.mjs";
import { startPostgres } from "@/scripts/lib/postgres.mjs";
import { type RunningApp, startApp } from "../setup/app";

const ROOT = path.resolve(import.meta.dirname, "../..");
const PARTITIONS = 4;

export interface PictureStack {
  app: RunningApp;
  databaseUrl: string;
  stop(): Promise<void>;
}

/** The built web and worker on a PostgreSQL of their own, which is thrown away. */
export async function startPictureStack(): Promise<PictureStack> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "hookswitch-pictures-"));
  const postgres = await startPostgres({ projectRoot: ROOT, dataDir, settings: { fsync: "off" } });
  await migrate({ url: postgres.url, directory: path.join(ROOT, "prisma/migrations"), partitions: PARTITIONS });
  const app = await startApp({
    DATABASE_URL: postgres.url,
    HOOKSWITCH_DATA_DIR: dataDir,
    HOOKSWITCH_SECRET_KEY: randomBytes(24).toString("hex"),
    NEXTAUTH_SECRET: randomBytes(24).toString("hex"),
    HOOKSWITCH_ALLOWED_NETWORKS: "127.0.0.0/8",
    LOG_LEVEL: "warn",
  });
  return {
    app,
    databaseUrl: postgres.url,
    async stop() {
      await app.stop();
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
