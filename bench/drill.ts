import { parseArgs } from "node:util";
import { ENDPOINT_DRILLS } from "./drills/endpoints";
import { PROCESS_DRILLS } from "./drills/processes";
import { type Drill, type DrillResult, problemOf } from "./drills/types";
import { startStack } from "./lib/stack";

/** `npm run drill [-- --short] [--only NAME]`: failure drills on a stack of their own; a drill that finds a loss fails. */
const { values } = parseArgs({
  options: { short: { type: "boolean", default: false }, only: { type: "string", default: "" } },
});

const drills = [...ENDPOINT_DRILLS, ...PROCESS_DRILLS].filter((drill) => drill.name.includes(values.only));
const stack = await startStack();
const verdicts: { drill: Drill; result: DrillResult; problem: string | null }[] = [];
process.stdout.write(
  "| Drill | Accepted | Delivered | Lost | Twice | Recovery | Finding |\n|---|---|---|---|---|---|---|\n",
);
for (const drill of drills) {
  const result = await drill.run(stack, { isShort: values.short });
  verdicts.push({ drill, result, problem: problemOf(result) });
  process.stdout.write(`${rowOf(drill, result)}\n`);
}
await stack.stop();

const failed = verdicts.filter(({ problem }) => problem !== null);
for (const { drill, problem } of failed) process.stderr.write(`${drill.name}: ${problem}\n`);
process.stdout.write(`\n${verdicts.length - failed.length} passed, ${failed.length} failed\n`);
process.exitCode = failed.length > 0 ? 1 : 0;

function rowOf(drill: Drill, { accepted, delivered, lost, duplicates, recoveryMs, finding }: DrillResult): string {
  const recovery = recoveryMs === null ? "–" : `${(recoveryMs / 1_000).toFixed(1)} s`;
  return `| ${[drill.name, accepted, delivered, lost, duplicates, recovery, finding].join(" | ")} |`;
}
