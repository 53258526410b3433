import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "@/tests/setup/free-port";
import { medianOf } from "../lib/percentiles";
import type { Scenario } from "./types";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const ROUNDS = 3;
const TIMEOUT_MS = 180_000;

/** `npm start` on a clone that was started before: until it says that it runs. */
export const start: Scenario = {
  name: "start",
  async run() {
    const dataDir = await mkdtemp(path.join(tmpdir(), "hookswitch-start-"));
    await startOnce(dataDir); // installs, builds, makes the database
    const timesMs: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) timesMs.push(await startOnce(dataDir));
    await rm(dataDir, { recursive: true, force: true });
    return [
      {
        what: "`npm start` on a warm clone, until it serves",
        value: `${(medianOf(timesMs) / 1_000).toFixed(1)} s`,
        target: null,
        isReached: null,
        details: { timesMs },
      },
    ];
  },
};

async function startOnce(dataDir: string): Promise<number> {
  const startedMs = performance.now();
  const child = spawn("npm", ["start"], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      HOOKSWITCH_DATA_DIR: dataDir,
      PORT: String(await freePort()),
    } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let output = "";
  const tookMs = await new Promise<number>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`npm start did not come up:\n${output}`)), TIMEOUT_MS);
    const read = (chunk: Buffer) => {
      output += chunk;
      if (!output.includes("Hookswitch runs at")) return;
      clearTimeout(late);
      resolve(performance.now() - startedMs);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
  });
  process.kill(-(child.pid ?? 0), "SIGINT");
  await exited;
  return tookMs;
}
