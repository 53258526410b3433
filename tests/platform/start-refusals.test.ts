import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runScript } from "./run-script";

const EXIT_CONFIGURATION = 78;

let dataDir: string;
const cleanUps: (() => unknown)[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "hookswitch-start-"));
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(environment: Record<string, string>) {
  const run = runScript(["scripts/start.mjs"], { HOOKSWITCH_DATA_DIR: dataDir, PORT: "0", ...environment });
  return { code: await run.ended, output: run.output() };
}

test.each([
  ["PORT", "banana"],
  ["HOOKSWITCH_PARTITIONS", "0"],
  ["HOOKSWITCH_ALLOWED_NETWORKS", "everything"],
  ["HOOKSWITCH_OPERATOR_KEY", "short"],
  ["LOG_LEVEL", "loud"],
])("%s=%s stops the start with a sentence that names the variable", async (name, value) => {
  const { code, output } = await start({ [name]: value });
  expect(code).toBe(EXIT_CONFIGURATION);
  expect(output).toMatch(new RegExp(`Hookswitch did not start\\. Configuration: .*${name} `));
});

test("a database of one's own needs the two keys from the environment", async () => {
  const { code, output } = await start({ DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none" });
  expect(code).toBe(EXIT_CONFIGURATION);
  expect(output).toContain("DATABASE_URL is set, so HOOKSWITCH_SECRET_KEY and NEXTAUTH_SECRET must be set too");
});

test("a port that is taken is named, with a way out", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  cleanUps.push(() => server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const { code, output } = await start({ PORT: String(port) });
  expect(code).toBe(EXIT_CONFIGURATION);
  expect(output).toContain(`Port ${port} on 127.0.0.1 is taken`);
});

test("a data folder on which another Hookswitch works is not shared", async () => {
  const idle = "setInterval(() => {}, 1000)";
  const other = spawn(process.execPath, ["-e", idle, "scripts/start.mjs"], { stdio: "ignore" });
  cleanUps.push(() => other.kill("SIGKILL"));
  await writeFile(path.join(dataDir, "supervisor.pid"), `${other.pid}\n`);
  const { code, output } = await start({});
  expect(code).toBe(EXIT_CONFIGURATION);
  expect(output).toContain(`Hookswitch runs already on ${dataDir} (process ${other.pid})`);
});
