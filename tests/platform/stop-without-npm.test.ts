import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { waitFor } from "../setup/wait-for";

const PROGRAM = path.resolve("tests/platform/fixtures/below-npm.mjs");
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "hookswitch-npm-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs the program below a shell, as npm does, and ends the shell alone; what becomes of the program then. */
async function endParentOf(npmScript: string): Promise<string> {
  const journal = path.join(folder, "journal");
  const lines = () => readFileSync(journal, { encoding: "utf8", flag: "a+" }).trim().split("\n");
  const env = { ...process.env, npm_lifecycle_event: npmScript, JOURNAL: journal };
  // What follows keeps the shell from becoming the program.
  const shell = spawn("sh", ["-c", `"${process.execPath}" "${PROGRAM}"; true`], { env, stdio: "ignore" });
  await waitFor(() => lines()[0]?.startsWith("runs"), { until: "the program runs" });
  shell.kill("SIGTERM");
  await waitFor(() => lines().length === 2, { until: "the program tells what became of it" });
  return lines()[1] ?? "";
}

test.each(["start", "dev"])("`npm run %s` whose npm was told to end ends too", async (script) => {
  expect(await endParentOf(script)).toBe("stopped");
});

test("what somebody else started stays when that one ends first: a shell in front of nohup, a script of their own", async () => {
  expect(await endParentOf("")).toBe("stays");
});
