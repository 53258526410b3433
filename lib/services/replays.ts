import { inngestClient } from "@/inngest/client";
import { REPLAY_RUN } from "@/inngest/events";
import {
  DEFAULT_REPLAY_RATE,
  MAX_SHOWN_LANES,
  type ReplayCountOut,
  type ReplayDetailOut,
  type ReplayFilter,
  type ReplayIn,
  type ReplayOrigin,
  type ReplayOut,
  type ReplayQuery,
  type ReplayRow,
  replayFilter,
  toReplayOut,
} from "@/lib/contracts/replay";
import { AppError, invalidField, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { logger } from "@/lib/logger";
import { findEvent } from "@/lib/queries/events";
import type { Keyset, Slice } from "@/lib/queries/keyset";
import { countChosenDeliveries, countChosenEvents, countEventsOfChosen } from "@/lib/queries/replay-choice";
import * as queries from "@/lib/queries/replays";
import { findSubscription, type StoredSubscription } from "@/lib/queries/subscriptions";
import { afterCommit, inTransaction } from "@/lib/queries/transaction";
import { type Caller, recordChange } from "./audit";
import { resolveChoice } from "./replay-choice";

/** A replay that was counted and is not begun yet. */
export interface PreparedReplay {
  row: Omit<queries.NewReplay, "createdBy">;
  lanes: queries.LaneTotal[];
}

interface Wanted extends Omit<ReplayIn, "filter" | "dryRun"> {
  filter: ReplayFilter;
  origin: ReplayOrigin;
}

/** Resolves what a request names and counts it; nothing is written. Throws `invalid_request` and `conflict`. */
export async function prepareReplay(tenantId: string, { dryRun: _, ...input }: ReplayIn): Promise<PreparedReplay> {
  const filter = replayFilter.parse({ ...input.filter, eventId: await eventIdOf(tenantId, input.filter.eventId) });
  return countReplay(tenantId, { ...input, filter, origin: "request" });
}

/** The end of the window is now at the latest: what a replay makes itself is not in it. */
export async function countReplay(tenantId: string, wanted: Wanted): Promise<PreparedReplay> {
  const { after, filter, origin } = wanted;
  const source =
    filter.subscriptionId === null ? null : await requireSubscription(tenantId, filter.subscriptionId, "filter");
  const isElsewhere = wanted.target !== null && wanted.target.subscriptionId !== filter.subscriptionId;
  const target = isElsewhere
    ? await requireSubscription(tenantId, wanted.target?.subscriptionId ?? "", "target")
    : null;
  if (!target && source) requireEnabled(source);
  const before = new Date(Math.min(Date.now(), wanted.before?.getTime() ?? Number.POSITIVE_INFINITY));
  const row = {
    id: newId("replay"),
    tenantId,
    origin,
    after,
    before,
    filter,
    targetId: target?.id ?? null,
    onlyMissing: wanted.target?.onlyMissing ?? false,
    ratePerSecond: wanted.ratePerSecond ?? DEFAULT_REPLAY_RATE,
    isTotalExact: target === null || (target.filter === null && !asksForStates(filter)),
  };
  return { row, lanes: await countLanes(row, target) };
}

export function showCount({ row, lanes }: PreparedReplay): ReplayCountOut {
  const total = lanes.reduce((sum, lane) => sum + lane.total, 0);
  return { dryRun: true, total, isExact: row.isTotalExact, subscriptions: lanes.slice(0, MAX_SHOWN_LANES) };
}

/** Begins with the commit; the run is Inngest's. */
export function createReplay(caller: Caller, { row, lanes }: PreparedReplay): Promise<ReplayOut> {
  return inTransaction(async () => {
    const created = await queries.insertReplay({ ...row, createdBy: caller.actor }, lanes);
    const [out] = await showReplays([created]);
    if (!out) throw new Error("a replay vanished in its own transaction");
    await recordChange(caller, { tenantId: row.tenantId, action: "replay.create", targetId: row.id, after: out });
    await afterCommit(() => startReplay(row.id));
    return out;
  });
}

export async function listReplays(
  tenantId: string | null,
  filter: Pick<ReplayQuery, "status" | "subscriptionId">,
  keyset: Keyset,
): Promise<Slice<ReplayOut>> {
  const slice = await queries.listReplays(tenantId, filter, keyset);
  return { ...slice, rows: await showReplays(slice.rows) };
}

export async function getReplay(tenantId: string | null, id: string): Promise<ReplayDetailOut> {
  const [out] = await showReplays([await find(tenantId, id)]);
  if (!out) throw notFound("replay");
  const lanes = await queries.listReplayLanes(id, MAX_SHOWN_LANES);
  const subscriptions = lanes.map(({ subscriptionId, total, done, skipped }) => ({
    subscriptionId,
    total,
    done,
    skipped,
  }));
  return { ...out, subscriptions };
}

/** Stops what is not on its line yet; what is goes on, and can be cancelled one by one. */
export function cancelReplay(caller: Caller, tenantId: string, id: string): Promise<ReplayOut> {
  return inTransaction(async () => {
    const [before] = await showReplays([await find(tenantId, id)]);
    if (!(await queries.endReplay(id, "cancelled")))
      throw new AppError("conflict", `Only a running replay can be cancelled; this one is ${before?.status}.`);
    const [out] = await showReplays([await find(tenantId, id)]);
    if (!out) throw notFound("replay");
    await recordChange(caller, { tenantId, action: "replay.cancel", targetId: id, before: before ?? null, after: out });
    return out;
  });
}

/** Asks for a run now. Never rejects: the replay is committed, and the cron takes up what this misses. */
export async function startReplay(id: string, key = "start"): Promise<void> {
  try {
    await inngestClient().send({ id: `${id}:${key}`, name: REPLAY_RUN, data: { replay: id } });
  } catch (error) {
    logger.warn({ err: error, replay: id }, "a replay was not started; the cron starts it");
  }
}

async function find(tenantId: string | null, id: string): Promise<ReplayRow> {
  const row = await queries.findReplay(tenantId, id);
  if (!row) throw notFound("replay");
  return row;
}

async function showReplays(rows: readonly ReplayRow[]): Promise<ReplayOut[]> {
  const progress = await queries.readProgress(rows.map((row) => row.id));
  const none = { done: 0, skipped: 0, delivered: 0, pending: 0, failed: 0 };
  return rows.map((row) => toReplayOut(row, progress.get(row.id) ?? none, Date.now()));
}

async function countLanes(
  row: Omit<queries.NewReplay, "createdBy">,
  target: StoredSubscription | null,
): Promise<queries.LaneTotal[]> {
  const { mode, choice } = resolveChoice(row, target?.events ?? null);
  if (mode === "in_place" || target === null) return countChosenDeliveries(choice);
  const missingFor = row.onlyMissing ? target.id : null;
  const total = mode === "events" ? await countChosenEvents(choice, missingFor) : await countEventsOfChosen(choice);
  return total === 0 ? [] : [{ subscriptionId: target.id, total }];
}

function asksForStates({ subscriptionId, status, code, deliveryIds }: ReplayFilter): boolean {
  return [subscriptionId, status, code, deliveryIds].some((one) => one !== null);
}

async function eventIdOf(tenantId: string, reference: string | null): Promise<string | null> {
  if (reference === null) return null;
  const event = await findEvent(tenantId, reference);
  if (!event) throw invalidField("filter.eventId", "names no event of this tenant", "not_found");
  return event.id;
}

async function requireSubscription(
  tenantId: string,
  id: string,
  part: "filter" | "target",
): Promise<StoredSubscription> {
  const row = await findSubscription(tenantId, id);
  if (!row) throw invalidField(`${part}.subscriptionId`, "names no subscription of this tenant", "not_found");
  if (part === "target") requireEnabled(row);
  return row;
}

function requireEnabled(row: StoredSubscription): void {
  if (row.disabledAt)
    throw new AppError(
      "conflict",
      `The subscription ${row.id} is disabled, so it is sent nothing. Enable it, then replay.`,
    );
}
