import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isRunning } from "@/scripts/lib/processes.mjs";
import { runScript, type ScriptRun } from "../platform/run-script";
import { waitFor } from "../setup/wait-for";

const OPERATOR_KEY = "hs_end-to-end-test-operator-key-0001";
/** A build may be due. */
const START_TIMEOUT_MS = 180_000;
const RESTART_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 20_000;
const SERVICES = ["web", "worker", "postgres"];

let dataDir: string;
let run: ScriptRun;
let url: string;

async function start(): Promise<void> {
  run = runScript(["scripts/start.mjs"], {
    HOOKSWITCH_DATA_DIR: dataDir,
    HOOKSWITCH_OPERATOR_KEY: OPERATOR_KEY,
    PORT: "0",
    // What a person sees, who sets nothing.
    LOG_LEVEL: "info",
  });
  const seen = () => /Hookswitch (?:runs at (\S+)[\s\S]*Ctrl-C stops|stops\.|did not start)/.exec(run.output());
  const match = await waitFor(seen, { until: "the start says how it went", timeoutMs: START_TIMEOUT_MS });
  if (!match[1]) throw new Error(run.output());
  url = match[1];
}

/** 0 while the service is down. */
function pidOf(name: string): number {
  const file = path.join(dataDir, `${name}.pid`);
  return existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
}

async function request(method: "GET" | "POST", pathname: string, body?: unknown) {
  const response = await fetch(`${url}/api/v1${pathname}`, {
    method,
    headers: { authorization: `Bearer ${OPERATOR_KEY}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

async function isReady(): Promise<boolean> {
  try {
    return (await fetch(`${url}/api/v1/health/ready`)).ok;
  } catch {
    return false; // web is away; that is what we wait out
  }
}

async function stop(): Promise<void> {
  run.child.kill("SIGTERM");
  await run.ended;
}

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "hookswitch-e2e-"));
  await start();
});
afterAll(async () => {
  await stop();
  await rm(dataDir, { recursive: true, force: true });
});

test("the start prints where it runs, where the data is, and a link with which to claim it", () => {
  const code = readFileSync(path.join(dataDir, "setup-code"), "utf8").trim();
  expect(run.output()).toContain(`${url}/setup#code=${code}`);
  expect(run.output()).toContain(dataDir);
  expect(run.output()).not.toContain(OPERATOR_KEY);
  const [untilThen = ""] = run.output().split("Ctrl-C stops");
  for (const line of untilThen.split("\n")) expect(line).toMatch(/^(\[start\] .*|Hookswitch runs at .*| {2}.*)?$/);
});

test.each(["worker", "postgres"])(
  "a killed %s comes back under the same supervisor and nothing is lost",
  async (name) => {
    const created = await request("POST", "/tenants", { name, externalId: name });
    expect(created.status).toBe(201);
    const killed = pidOf(name);
    process.kill(killed, "SIGKILL");
    await waitFor(async () => run.output().includes(`${name} ended`) && pidOf(name) !== killed && (await isReady()), {
      until: `${name} runs again and the product is ready`,
      timeoutMs: RESTART_TIMEOUT_MS,
    });
    expect(await request("GET", `/tenants/${name}`)).toMatchObject({ status: 200, body: { id: created.body.id } });
  },
);

test("after kill -9 of the supervisor a new start takes over, with all data and no second server", async () => {
  const created = await request("POST", "/tenants", { name: "Survivor", externalId: "survivor" });
  const [web, worker, postgres] = SERVICES.map(pidOf);
  run.child.kill("SIGKILL");
  await run.ended;

  await start();

  expect(pidOf("postgres")).toBe(postgres);
  expect([web, worker].map((pid) => isRunning(pid ?? 0))).toEqual([false, false]);
  expect(await request("GET", "/tenants/survivor")).toMatchObject({ status: 200, body: { id: created.body.id } });
});

test("SIGTERM stops web, worker and PostgreSQL within 20 s and ends with 0", async () => {
  const pids = SERVICES.map(pidOf);
  const begin = performance.now();
  run.child.kill("SIGTERM");
  expect(await run.ended).toBe(0);
  expect(performance.now() - begin).toBeLessThan(STOP_TIMEOUT_MS);
  expect(pids.map(isRunning)).toEqual([false, false, false]);
  await start(); // for what follows, and to show that a stopped product starts again
  expect((await request("GET", "/tenants/survivor")).status).toBe(200);
});
