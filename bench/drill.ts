import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { DRILLS, runShortDrills } from "./drills/registry";
import { type Drill, type DrillResult, problemOf } from "./drills/types";
import { type Stack, startStack } from "./lib/stack";

/** `npm run drill [-- --short] [--only NAME]`: failure drills on a stack of their own; a drill that finds a loss fails. */
const { values } = parseArgs({
  options: { short: { type: "boolean", default: false }, only: { type: "string", default: "" } },
});

const startedMs = performance.now();
const stack = await startStack();
process.stdout.write(
  "| Drill | Accepted | Delivered | Lost | Twice | Recovery | Finding |\n|---|---|---|---|---|---|---|\n",
);
const failures = values.short && !values.only ? await runShort(stack) : await runEach(stack);
await stack.stop();
for (const failure of failures) process.stderr.write(`${failure}\n`);
const seconds = Math.round((performance.now() - startedMs) / 1_000);
process.stdout.write(
  `\n${failures.length} failed; ${seconds} s on ${cpus().length} cores (${cpus()[0]?.model ?? "?"})\n`,
);
process.exitCode = failures.length > 0 ? 1 : 0;

async function runShort(on: Stack): Promise<string[]> {
  const results = await runShortDrills(on);
  return DRILLS.flatMap((drill) => report(drill, results.get(drill.name) ?? new Error("did not run")));
}

async function runEach(on: Stack): Promise<string[]> {
  const failed: string[] = [];
  for (const drill of DRILLS.filter(({ name }) => name.includes(values.only))) {
    const result = await drill.run(on, { isShort: values.short }).catch((error: Error) => error);
    failed.push(...report(drill, result));
  }
  return failed;
}

/** Prints the drill's line; answers why it failed, if it did. */
function report({ name }: Drill, result: DrillResult | Error): string[] {
  if (result instanceof Error) return [`${name}: ${result.stack}`];
  const { accepted, delivered, lost, duplicates, recoveryMs, finding } = result;
  const recovery = recoveryMs === null ? "–" : `${(recoveryMs / 1_000).toFixed(1)} s`;
  process.stdout.write(`| ${[name, accepted, delivered, lost, duplicates, recovery, finding].join(" | ")} |\n`);
  const problem = problemOf(result);
  return problem === null ? [] : [`${name}: ${problem}`];
}
