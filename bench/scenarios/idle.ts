import { readMemory, readUsage, usageBetween } from "../lib/cpu";
import { query } from "../lib/database";
import type { Scenario } from "./types";

const SETTLE_MS = 15_000;
const MINUTE_MS = 60_000;
const MOST_PERCENT = 2;

/** Nothing to do: CPU over a minute and transactions a second. */
export const idle: Scenario = {
  name: "idle",
  async run(bench) {
    const stack = await bench.startStack();
    const windowMs = MINUTE_MS * bench.scale;
    await pause(SETTLE_MS);
    const before = readUsage(stack.pids());
    const queriesBefore = await countTransactions(stack.databaseUrl);
    await pause(windowMs);
    const usage = usageBetween(before, readUsage(stack.pids()));
    const perSecond = ((await countTransactions(stack.databaseUrl)) - queriesBefore) / (windowMs / 1_000);
    const memory = { web: readMemory(stack.web.pid), worker: readMemory(stack.worker.pid) };
    await stack.stop();
    const percent = ((usage.web + usage.worker + usage.postgres) / (windowMs / 1_000)) * 100;
    return [
      {
        what: "Idle: CPU of web, worker and PostgreSQL over a minute; transactions",
        value: `${percent.toFixed(1)} % of one core; ${perSecond.toFixed(1)}/s`,
        target: "close to nothing",
        isReached: percent <= MOST_PERCENT,
        details: { cpuSeconds: usage, windowMs, transactionsPerSecond: perSecond, memory },
      },
    ];
  },
};

/** Backends report what they did up to a second late, and idle ones later still: both looks are after a quiet while. */
async function countTransactions(url: string): Promise<number> {
  const [row] = await query<{ count: string }>(
    url,
    "select xact_commit + xact_rollback as count from pg_stat_database where datname = current_database()",
  );
  return Number(row?.count);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
