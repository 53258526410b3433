/**
 * `npm test`: everything that must hold before a commit, on a fresh clone too. Its last line is
 * "N passed, N failed, N skipped", where each check beside the test suites counts as one test.
 * Arguments go to vitest: npm test -- tests/unit
 */
import { fileURLToPath } from "node:url";
import { ensureChromium } from "./lib/chromium.mjs";
import { checkNodeVersion, installDependencies } from "./lib/install.mjs";
import { runCheck, runVitest, sumCounts } from "./lib/run-checks.mjs";
import { say } from "./lib/steps.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The build goes before the types: Next writes some of them. */
const CHECKS = [
  { name: "Build", args: ["scripts/build.mjs"] },
  { name: "First load of each page", args: ["scripts/check-first-load.mjs"] },
  { name: "Lint and format", args: ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."] },
  { name: "Types", args: ["node_modules/typescript/bin/tsc", "--noEmit"] },
  { name: "Unused files, exports and dependencies", args: ["node_modules/knip/bin/knip.js", "--no-config-hints"] },
  { name: "Import rules", args: ["scripts/check-imports.mjs"] },
  { name: "Schema and migrations agree", args: ["scripts/prisma.mjs", "drift"] },
];

/** npm leaves optional packages that it cannot find out of the lock, and `npm ci` then fails everywhere. */
const npm = process.env.npm_execpath;
if (npm) CHECKS.unshift({ name: "Lock file is complete", args: [npm, "ci", "--dry-run", "--silent"] });

checkNodeVersion();
await installDependencies(root);
const withoutBrowser = await ensureChromium();
if (withoutBrowser) say(withoutBrowser);

const checks = CHECKS.map((check) => runCheck({ ...check, root }));
say("\n── Test suites");
const { passed, failed, skipped } = sumCounts([...checks, runVitest({ root, args: process.argv.slice(2) })]);
if (withoutBrowser) say(withoutBrowser);
process.exitCode = failed > 0 ? 1 : 0;
say(`${passed} passed, ${failed} failed, ${skipped} skipped`);
