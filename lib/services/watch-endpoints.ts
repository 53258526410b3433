import { MINUTE_MS } from "@/lib/clock";
import { replayFilter } from "@/lib/contracts/replay";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { type FailingRow, findDrainable, listFailing, lockFailing, raiseWarning } from "@/lib/queries/endpoint-health";
import { inTransaction } from "@/lib/queries/transaction";
import { recordChange, SYSTEM } from "./audit";
import { changeSubscription } from "./change-subscription";
import { type FailingVerdict, judgeFailing, showFailing } from "./judge-failing";
import { countReplay, createReplay } from "./replays";

/** What `disabledReason` says of an endpoint that failed for too long. */
const FAILING = "failing";
/** A success this recent says that the endpoint is well. */
const RECENT_MS = 5 * MINUTE_MS;
/** Gentle: an endpoint that has just come back is not to be knocked over again. */
const DRAIN_PER_SECOND = 5;

/** Warns of endpoints that fail for long and switches off what failed for too long. Time is an argument. */
export async function watchFailing(nowMs = Date.now()): Promise<{ warned: number; switchedOff: number }> {
  const counts = { warned: 0, switchedOff: 0 };
  for (const row of await listFailing()) {
    const verdict = judgeFailing(factsOf(row), nowMs);
    if (await act(row, verdict, nowMs)) counts[verdict.kind === "warn" ? "warned" : "switchedOff"] += 1;
  }
  return counts;
}

/** Puts the dead letters of endpoints that are well again on their lines, each of them once. Answers how many lines. */
export async function drainDeadLetters(nowMs = Date.now()): Promise<number> {
  const found = await findDrainable(new Date(nowMs - RECENT_MS));
  for (const { subscriptionId, tenantId } of found) {
    const filter = replayFilter.parse({ subscriptionId, status: ["dead"], isUndrained: true });
    const wanted = { after: null, before: null, target: null, ratePerSecond: DRAIN_PER_SECOND };
    await createReplay(SYSTEM, await countReplay(tenantId, { ...wanted, filter, origin: "drain" }));
  }
  return found.length;
}

function factsOf(row: FailingRow) {
  return { ...row, limitHours: row.disableAfterHours ?? env().HOOKSWITCH_DISABLE_AFTER_HOURS };
}

async function act(row: FailingRow, verdict: FailingVerdict, nowMs: number): Promise<boolean> {
  switch (verdict.kind) {
    case "none":
      return false;
    case "warn":
      return warn(row, verdict.percent, nowMs);
    case "switch_off":
      return switchOff(row);
    default:
      return verdict satisfies never;
  }
}

function warn(row: FailingRow, percent: number, nowMs: number): Promise<boolean> {
  const { subscriptionId, tenantId } = row;
  return inTransaction(async () => {
    if (!(await raiseWarning(subscriptionId, percent))) return false;
    const facts = factsOf(row);
    const [before, after] = [showFailing(facts, nowMs), showFailing({ ...facts, failureWarning: percent }, nowMs)];
    await recordChange(SYSTEM, { tenantId, action: "subscription.failing", targetId: subscriptionId, before, after });
    logger.warn({ tenantId, subscriptionId, percent }, "an endpoint fails; it will be switched off");
    return true;
  });
}

function switchOff({ subscriptionId, tenantId, failingSince }: FailingRow): Promise<boolean> {
  return inTransaction(async () => {
    const ref = { tenantId, id: subscriptionId, ifMatch: null };
    let isDone = false;
    await changeSubscription(SYSTEM, ref, "disable", (row) => {
      isDone = row.disabledAt === null;
      return isDone ? { disabledAt: new Date(), disabledReason: FAILING } : {};
    });
    // A success that came meanwhile wins: the transaction leaves nothing behind.
    if (!(await lockFailing(subscriptionId, failingSince))) throw new Recovered();
    logger.warn({ tenantId, subscriptionId }, "an endpoint failed for too long and was switched off");
    return isDone;
  }).catch((error: unknown) => {
    if (error instanceof Recovered) return false;
    throw error;
  });
}

class Recovered extends Error {
  override readonly name = "Recovered";
}
