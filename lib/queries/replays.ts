import type { ReplayOrigin, ReplayProgress, ReplayQuery, ReplayRow } from "@/lib/contracts/replay";
import { type Keyset, keysetFind, type Slice, toSlice } from "./keyset";
import { db } from "./transaction";

export interface NewReplay {
  id: string;
  tenantId: string;
  origin: ReplayOrigin;
  after: Date | null;
  before: Date;
  filter: object;
  targetId: string | null;
  onlyMissing: boolean;
  ratePerSecond: number;
  isTotalExact: boolean;
  createdBy: string;
}

export interface LaneTotal {
  subscriptionId: string;
  total: number;
}

/** With its lanes; a replay of nothing has ended. */
export async function insertReplay(replay: NewReplay, lanes: readonly LaneTotal[]): Promise<ReplayRow> {
  const total = lanes.reduce((sum, lane) => sum + lane.total, 0);
  const ended = total === 0 ? { status: "completed", endedAt: new Date() } : {};
  const row = await db().replay.create({ data: { ...replay, total, ...ended } });
  await db().replayLane.createMany({ data: lanes.map((lane) => ({ replayId: replay.id, ...lane })) });
  return row;
}

export function findReplay(tenantId: string | null, id: string): Promise<ReplayRow | null> {
  return db().replay.findFirst({ where: { id, ...(tenantId === null ? {} : { tenantId }) } });
}

export async function listReplays(
  tenantId: string | null,
  { status, subscriptionId }: Pick<ReplayQuery, "status" | "subscriptionId">,
  keyset: Keyset,
): Promise<Slice<ReplayRow>> {
  const { where, ...rest } = keysetFind(keyset);
  const rows = await db().replay.findMany({
    where: {
      ...(tenantId === null ? {} : { tenantId }),
      ...(status === undefined ? {} : { status }),
      ...(subscriptionId === undefined ? {} : { lanes: { some: { subscriptionId } } }),
      ...where,
    },
    ...rest,
  });
  return toSlice(rows, keyset);
}

/** The lanes with most, most first. */
export function listReplayLanes(replayId: string, most: number) {
  return db().replayLane.findMany({ where: { replayId }, orderBy: { total: "desc" }, take: most });
}

/** How far each replay is, and how what it put on the lines stands now. Costs an index entry for each delivery. */
export async function readProgress(replayIds: readonly string[]): Promise<Map<string, ReplayProgress>> {
  const ids = [...replayIds];
  const rows = await db().$queryRaw<(ReplayProgress & { id: string })[]>`
    select r.id, coalesce(l.done, 0)::int as done, coalesce(l.skipped, 0)::int as skipped,
           coalesce(d.delivered, 0)::int as delivered, coalesce(d.pending, 0)::int as pending, coalesce(d.failed, 0)::int as failed
      from unnest(${ids}::text[]) as r(id)
      left join lateral (select sum(done) as done, sum(skipped) as skipped from replay_lanes where replay_id = r.id) l on true
      left join lateral (
        select count(*) filter (where state = 'delivered') as delivered, count(*) filter (where state = 'pending') as pending,
               count(*) filter (where state = 'dead') as failed
          from deliveries where replay_id = r.id) d on true`;
  return new Map(rows.map(({ id, ...progress }) => [id, progress]));
}

/** Ends a running replay; false when it is not running (any more). */
export async function endReplay(id: string, status: "completed" | "cancelled" | "failed", error: string | null = null) {
  const { count } = await db().replay.updateMany({
    where: { id, status: "running" },
    data: { status, error, endedAt: new Date() },
  });
  return count === 1;
}

/** Notes that a run looks after it. Null when it does not run any more. */
export async function seeReplay(id: string): Promise<(ReplayRow & { nextChunkAt: Date }) | null> {
  const { count } = await db().replay.updateMany({ where: { id, status: "running" }, data: { seenAt: new Date() } });
  return count === 1 ? db().replay.findUnique({ where: { id } }) : null;
}

/** Running replays that no run has looked at for a while. */
export async function findUnseenReplays(before: Date, most: number): Promise<string[]> {
  const where = { status: "running", seenAt: { lt: before } };
  const rows = await db().replay.findMany({ where, orderBy: { seenAt: "asc" }, take: most, select: { id: true } });
  return rows.map((row) => row.id);
}

export interface OpenLane {
  subscriptionId: string;
  /** How many may be put on its line now. */
  room: number;
}

/**
 * Lanes that have not come to their end, in the order of their subscriptions, and how much room each has: a line that
 * is busy or limited holds a second's worth at most, so live events never stand behind a whole replay. An open breaker
 * gets one to try, and no more.
 */
export function findOpenLanes(
  replayId: string,
  { after, most, ahead }: { after: string; most: number; ahead: number },
): Promise<OpenLane[]> {
  return db().$queryRaw<OpenLane[]>`
    select l.subscription_id as "subscriptionId",
           case when lanes.breaker->>'state' in ('open', 'half_open') then (waiting.count = 0)::int
                else greatest(0, least(${ahead}::int, limits.own, limits.tenants) - waiting.count) end::int as room
      from replay_lanes l
      join replays r on r.id = l.replay_id
      join tenants t on t.id = r.tenant_id
      left join subscriptions s on s.id = l.subscription_id
      left join lanes on lanes.subscription_id = l.subscription_id
      cross join lateral (
        select ceil((s.rate_limit->>'limit')::float8 / (s.rate_limit->>'periodSeconds')::float8) as own,
               ceil((t.rate_limit->>'limit')::float8 / (t.rate_limit->>'periodSeconds')::float8) as tenants) limits
      cross join lateral (
        select count(*)::int as count from (
          select 1 from deliveries d
           where d.partition_id = t.partition_id and d.subscription_id = l.subscription_id and d.state = 'pending'
             and d.due_at <= now() limit ${ahead}::int) due) waiting
     where l.replay_id = ${replayId} and l.ended_at is null and l.subscription_id > ${after}
     order by l.subscription_id limit ${most}::int`;
}
