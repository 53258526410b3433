import { Inngest, type InngestFunction } from "inngest";
import { type EngineOptions, startEmbeddedEngine } from "@/inngest/embedded/engine";
import { EMBEDDED_URL, embeddedFetch } from "@/inngest/embedded/fetch";
import { sdkLogger } from "@/inngest/embedded/sdk-logger";
import { pool } from "@/lib/prisma";
import { waitFor } from "../setup/wait-for";

export interface RunRow {
  id: string;
  functionId: string;
  status: "active" | "completed" | "failed" | "cancelled";
  output: unknown;
}

/** A client of the embedded engine; every process and every "process" of a test has its own. */
export function newClient(): Inngest {
  return new Inngest({ id: "t", isDev: true, baseUrl: EMBEDDED_URL, fetch: embeddedFetch, logger: sdkLogger() });
}

type Extra = Omit<EngineOptions, "client" | "functions">;

/** An engine that the test stops by `await using`. Failed calls are tried again after 50 ms. */
export async function startEngine(client: Inngest, functions: InngestFunction.Any[], extra: Extra = {}) {
  const engine = await startEmbeddedEngine({ client, functions, retryIntervalMs: 50, stopTimeoutMs: 5_000, ...extra });
  return { ...engine, [Symbol.asyncDispose]: () => engine.stop() };
}

export async function readRuns(functionId?: string): Promise<RunRow[]> {
  const { rows } = await pool().query<Omit<RunRow, "output"> & { output: string | null }>(
    `select id, function_id as "functionId", status, output from engine_runs
      where $1::text is null or function_id = 't-' || $1 order by created_at, id`,
    [functionId ?? null],
  );
  return rows.map((row) => ({ ...row, output: row.output === null ? null : JSON.parse(row.output) }));
}

/** Waits until the function has exactly this many ended runs, and returns them. */
export function waitForEnds(functionId: string, count: number, timeoutMs = 10_000): Promise<RunRow[]> {
  return waitFor(
    async () => {
      const runs = await readRuns(functionId);
      return runs.length >= count && runs.every((run) => run.status !== "active") ? runs : undefined;
    },
    { until: `${count} runs of ${functionId} had ended`, timeoutMs },
  );
}

/** Waits until the engine has nothing left to do: no event to match, no job of any kind. */
export function waitForQuiet(): Promise<unknown> {
  return waitFor(
    async () => {
      const { rows } = await pool().query<{ isQuiet: boolean }>(
        `select not exists (select from engine_jobs)
            and not exists (select from engine_events where dispatched_at is null) as "isQuiet"`,
      );
      return rows[0]?.isQuiet;
    },
    { until: "the engine was quiet" },
  );
}
