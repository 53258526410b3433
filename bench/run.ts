import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { compareTrees } from "./lib/compare";
import { describe, type Result, readConfiguration, tableOf, writeReport } from "./lib/report";
import { startSession } from "./lib/session";
import { SCENARIOS } from "./scenarios";

/**
 * `npm run bench [-- --only single,drain] [--scale 0.1] [--name NAME]`: the table, printed and written to
 * bench/results/NAME.{json,md}. `--compare A B`: two commits, or folders that are built, in turn.
 * DATABASE_URL: that PostgreSQL (a database of its own in it) instead of the embedded one.
 */
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const RESULTS = fileURLToPath(new URL("results", import.meta.url));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string", default: "" },
    scale: { type: "string", default: "1" },
    name: { type: "string", default: "latest" },
    compare: { type: "boolean", default: false },
    rounds: { type: "string", default: "3" },
  },
});
const wanted = values.only.split(",").filter(Boolean);
const scenarios = SCENARIOS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const scale = Number(values.scale);
const session = await startSession(scale);
try {
  if (values.compare) {
    await compareTrees({ session, scenarios, trees: positionals, rounds: Number(values.rounds), root: ROOT });
  } else {
    await runTable();
  }
} finally {
  session.stop();
}

async function runTable(): Promise<void> {
  const results: Result[] = [];
  for (const scenario of scenarios) {
    process.stderr.write(`${scenario.name} …\n`);
    results.push(await session.run(scenario));
    // After each, so that an end half-way loses nothing.
    const configuration = { ...readConfiguration(ROOT, scale), postgres: session.postgres() };
    writeReport(RESULTS, values.name, configuration, results);
  }
  const configuration = { ...readConfiguration(ROOT, scale), postgres: session.postgres() };
  process.stdout.write(`\n${describe(configuration)}\n\n${tableOf(results)}\n`);
}
