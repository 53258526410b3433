import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { say } from "./steps.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/**
 * A check counts as one test.
 * @param {{ name: string, root: string, args: string[] }} check args: of this Node
 * @returns {Count}
 */
export function runCheck({ name, root, args }) {
  say(`\n── ${name}`);
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  say(`${name}: ${status === 0 ? "passed" : "FAILED"}`);
  return status === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/**
 * The test suites; counts tests, and as one failure each file that could not be loaded or whose hooks failed.
 * @param {{ root: string, args: string[] }} options
 * @returns {Count}
 */
export function runVitest({ root, args }) {
  const folder = mkdtempSync(path.join(tmpdir(), "hookswitch-results-"));
  const results = path.join(folder, "results.json");
  const cli = path.join("node_modules", "vitest", "vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${results}`];
  const env = { ...process.env };
  Reflect.deleteProperty(env, "NODE_ENV"); // vitest sets its own
  const { status } = spawnSync(process.execPath, [cli, "run", ...reporters, ...args], {
    cwd: root,
    env,
    stdio: "inherit",
  });
  const count = existsSync(results) ? countResults(JSON.parse(readFileSync(results, "utf8"))) : noCount();
  rmSync(folder, { recursive: true, force: true });
  const isUnexplained = status !== 0 && count.failed === 0; // an error outside any test
  return isUnexplained ? { ...count, failed: 1 } : count;
}

/**
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: { status: string, assertionResults: { status: string }[] }[] }} report
 * @returns {Count}
 */
export function countResults(report) {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.every((result) => result.status !== "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** @param {Count[]} counts @returns {Count} */
export function sumCounts(counts) {
  return counts.reduce(
    (sum, count) => ({
      passed: sum.passed + count.passed,
      failed: sum.failed + count.failed,
      skipped: sum.skipped + count.skipped,
    }),
    noCount(),
  );
}

/** @returns {Count} */
function noCount() {
  return { passed: 0, failed: 0, skipped: 0 };
}
