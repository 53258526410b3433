import { type CommandResult, cancelRun, retryRun } from "@/inngest/embedded/run-commands";
import { toTime } from "@/lib/contracts/common";
import {
  type EngineRunDetailOut,
  type EngineRunOut,
  type EngineRunQuery,
  engineRunDetailOut,
  engineRunOut,
} from "@/lib/contracts/engine-run";
import { AppError, notFound } from "@/lib/errors";
import {
  type FullEngineRun,
  findEngineRun,
  type ListedEngineRun,
  listEngineRuns as list,
} from "@/lib/queries/engine-runs";
import { engineTransaction } from "@/lib/queries/engine-transaction";
import { type Keyset, mapSlice, type Slice } from "@/lib/queries/keyset";
import { inTransaction } from "@/lib/queries/transaction";
import { type Caller, recordChange } from "./audit";

/** Runs of the embedded engine, newest first; an Inngest server keeps its own. */
export async function listEngineRuns(
  filter: Omit<EngineRunQuery, "limit" | "cursor">,
  keyset: Keyset,
): Promise<Slice<EngineRunOut>> {
  return mapSlice(await list(filter, keyset), toOut);
}

export async function getEngineRun(id: string): Promise<EngineRunDetailOut> {
  const row = await findEngineRun(id);
  if (!row) throw notFound("run");
  return toDetailOut(row);
}

/** A failed or cancelled run goes on where it stopped; one that waits for its next try does not wait any longer. */
export function retryEngineRun(caller: Caller, id: string): Promise<EngineRunDetailOut> {
  return command(caller, { id, action: "engine_run.retry" }, (db) => retryRun(db, id));
}

/** Ends an active run. A call under way is not interrupted; what it answers is dropped. */
export function cancelEngineRun(caller: Caller, id: string): Promise<EngineRunDetailOut> {
  return command(caller, { id, action: "engine_run.cancel" }, (db) => cancelRun(db, id, "An operator cancelled it."));
}

function command(
  caller: Caller,
  { id, action }: { id: string; action: "engine_run.retry" | "engine_run.cancel" },
  perform: (db: ReturnType<typeof engineTransaction>) => Promise<CommandResult>,
): Promise<EngineRunDetailOut> {
  return inTransaction(async () => {
    const before = await getEngineRun(id);
    const done = await perform(engineTransaction());
    if (done.result === "unknown") throw notFound("run");
    if (done.result === "refused") throw new AppError("conflict", refusal(action, done.status));
    const after = await getEngineRun(id);
    const shown = { before: { status: before.status }, after: { status: after.status } };
    await recordChange(caller, { tenantId: null, action, targetId: id, ...shown });
    return after;
  });
}

function refusal(action: "engine_run.retry" | "engine_run.cancel", status: string): string {
  if (action === "engine_run.cancel") return `Only an active run can be cancelled; this one is ${status}.`;
  if (status === "completed") return "A completed run has nothing to retry.";
  if (status === "active") return "It is under way or waits for an event; retry it when it has failed.";
  return "Another run of this singleton is active. Cancel that one first, or wait for its end.";
}

function toOut(row: ListedEngineRun): EngineRunOut {
  const calls = row.jobs.filter(({ kind }) => kind !== "expire" && kind !== "deadline");
  const isRunning = calls.some((job) => job.leaseOwner !== null);
  const next = calls.find((job) => job.leaseOwner === null);
  const failed = row.jobs.find((job) => job.lastError !== null);
  return {
    id: row.id,
    functionId: row.functionId,
    status: engineRunOut.shape.status.parse(row.status),
    eventName: row.eventName,
    eventCount: row.eventCount,
    stepCount: row._count.steps,
    isRunning,
    nextAt: toTime(next?.readyAt ?? null),
    reason: row.reason ?? (failed?.lastError ? describe(failed.lastError) : null),
    createdAt: toTime(row.createdAt),
    startedAt: toTime(row.startedAt),
    endedAt: toTime(row.endedAt),
  };
}

function toDetailOut(row: FullEngineRun): EngineRunDetailOut {
  return engineRunDetailOut.parse({
    ...toOut(row),
    events: JSON.parse(row.events),
    output: row.output === null ? null : JSON.parse(row.output),
    parentRunId: row.parentRunId,
    restarts: row.restarts,
    steps: row.steps.map(({ stepId, name, kind, output, createdAt }) => {
      const result = JSON.parse(output) as { type: string; data?: unknown; error?: unknown };
      const hasFailed = result.type === "error";
      const status = hasFailed ? "failed" : "completed";
      return {
        id: stepId,
        name,
        kind,
        status,
        output: (hasFailed ? result.error : result.data) ?? null,
        createdAt: toTime(createdAt),
      };
    }),
    jobs: row.jobs.map(({ id, kind, stepId, attempt, maxAttempts, leaseOwner, readyAt, lastError }) => ({
      id,
      kind,
      stepId,
      attempt: attempt + 1,
      maxAttempts,
      isRunning: leaseOwner !== null,
      dueAt: toTime(readyAt),
      lastError: lastError === null ? null : describe(lastError),
    })),
    waits: row.waits.map(({ id, stepId, eventName, expression, expiresAt }) => ({
      id,
      kind: stepId === null ? "cancel" : eventName === null ? "run" : "event",
      stepId,
      eventName,
      expression,
      expiresAt: toTime(expiresAt),
    })),
  });
}

/** An error as the SDK serialized it → its sentence. */
function describe(error: string): string {
  const { message } = JSON.parse(error) as { message?: unknown };
  return typeof message === "string" ? message : error;
}
