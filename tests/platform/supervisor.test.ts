import { readFileSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startChild } from "@/scripts/lib/child.mjs";
import { isRunning } from "@/scripts/lib/processes.mjs";
import { createSupervisor, type Service } from "@/scripts/lib/supervisor.mjs";
import { waitFor } from "../setup/wait-for";

const SCRIPT = path.resolve("tests/platform/fixtures/program.mjs");

let dataDir: string;
let failures: string[];
let supervisor: ReturnType<typeof createSupervisor>;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "hookswitch-supervisor-"));
  failures = [];
  supervisor = createSupervisor({ dataDir, log: () => {}, onFailure: (reason) => failures.push(reason) });
});
afterEach(async () => {
  supervisor.kill();
  await rm(dataDir, { recursive: true, force: true });
});

const journalFile = () => path.join(dataDir, "journal");
const journal = () => readFileSync(journalFile(), "utf8").trim().split("\n");
const pidOf = (name: string) => Number(readFileSync(path.join(dataDir, `${name}.pid`), "utf8"));

function program(name: string, behaviour = "well"): Service {
  const env = {
    ...process.env,
    PROGRAM_NAME: name,
    PROGRAM_BEHAVIOUR: behaviour,
    PROGRAM_JOURNAL: journalFile(),
  };
  return { name, start: () => startChild({ script: SCRIPT, cwd: process.cwd(), env, stopTimeoutMs: 500 }) };
}

test("a program is ready when it says so, and its pid file is private", async () => {
  expect(await supervisor.keep(program("web"))).toMatchObject({ url: "http://127.0.0.1:1" });
  expect(isRunning(pidOf("web"))).toBe(true);
  expect(statSync(path.join(dataDir, "web.pid")).mode & 0o777).toBe(0o600);
});

test("a program that is killed is started again", async () => {
  await supervisor.keep(program("web"));
  const first = pidOf("web");
  process.kill(first, "SIGKILL");
  await waitFor(() => journal().length === 2 && pidOf("web") !== first, { until: "web runs with another pid" });
});

test("stopping goes in order, each after the one before, and leaves nothing", async () => {
  await Promise.all([supervisor.keep(program("web")), supervisor.keep(program("worker"))]);
  const pids = [pidOf("web"), pidOf("worker")];
  await supervisor.stop(["web", "worker"]);
  expect(pids.map(isRunning)).toEqual([false, false]);
  expect(journal().slice(2)).toEqual(["web stopped", "worker stopped"]);
});

test("a program that does not heed SIGTERM is killed when its time is up", async () => {
  await supervisor.keep(program("web", "deaf"));
  const pid = pidOf("web");
  await supervisor.stop(["web"]);
  expect(isRunning(pid)).toBe(false);
});

test("a wrong configuration is not tried again", async () => {
  await expect(supervisor.keep(program("web", "misconfigured"))).rejects.toThrow("web could not run: exit code 78");
  expect(failures).toEqual(["web could not run: exit code 78"]);
});

test("a program that dies at each of its first starts is given up", async () => {
  await expect(supervisor.keep(program("web", "crash"))).rejects.toThrow("web could not run: exit code 1");
});

test("a wanted restart replaces the program without counting as a failure", async () => {
  await supervisor.keep(program("worker"));
  const first = pidOf("worker");
  await supervisor.restart("worker");
  await waitFor(() => journal().length === 3 && pidOf("worker") !== first, { until: "the worker runs again" });
  expect(journal()).toEqual(["worker started", "worker stopped", "worker started"]);
});
