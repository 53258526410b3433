import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { explainNodes, looseRowsOf, type PlanNode, rowsLookedAt } from "@/bench/lib/explain";
import { pool } from "@/lib/prisma";
import { listBacklogs, readLaneNextDue } from "@/lib/queries/lane-backlogs";
import { readLaneHealth } from "@/lib/queries/lane-health";
import { findAbandonedPartitions, hasWork } from "@/lib/queries/partition-ownership";
import { readBacklogs } from "@/lib/queries/process-metrics";
import { readDueDeliveries } from "@/lib/queries/read-due-deliveries";
import { readOrderedDeliveries } from "@/lib/queries/read-ordered-deliveries";
import { type AttemptRecord, recordAttempts } from "@/lib/queries/record-attempts";
import { attemptOf } from "../factories/attempt";
import { newSubscription, newTenant, publish } from "./world";

const PARTITION = 1;
const DEAD_ROWS = 200_000;
const OWN_ROWS = 40;
/** Index probes, a few pages of the lane's own range, the events of its rows: never what waits elsewhere. */
const MOST_PAGES = 1_000;
const MOST_ROWS = 1_500;

interface Lane {
  tenantId: string;
  subscriptionId: string;
  eventId: string;
}

interface Touched {
  pages: number;
  rows: number;
  inVain: number;
}

/**
 * The plan that a connection keeps for the statements that the work made, which run by it once more; `instead`: the
 * work's own are not run, and answer nothing.
 */
async function plansOf(work: () => Promise<unknown>, how: "again" | "instead" = "again"): Promise<Touched[]> {
  const asked: { text: string; values?: unknown[] }[] = [];
  const real = pool().query.bind(pool()) as (query: unknown) => Promise<unknown>;
  const spy = vi.spyOn(pool(), "query").mockImplementation(((query: { text: string; values?: unknown[] }) => {
    asked.push(query);
    return how === "again" ? real(query) : Promise.resolve({ rows: [] });
  }) as never);
  await work();
  spy.mockRestore();
  expect(asked.length).toBeGreaterThan(0);
  const client = await pool().connect();
  try {
    const plans: Touched[] = [];
    for (const { text, values = [] } of asked)
      plans.push(touchedBy((await explainNodes(client, { text, values })).nodes));
    return plans;
  } finally {
    client.release();
  }
}

function touchedBy(nodes: readonly PlanNode[]): Touched {
  return {
    pages: (nodes[0]?.["Shared Hit Blocks"] ?? 0) + (nodes[0]?.["Shared Read Blocks"] ?? 0),
    rows: sum(nodes.filter((node) => node["Relation Name"]?.startsWith("deliveries")).map(rowsLookedAt)),
    inVain: sum(nodes.map(looseRowsOf)),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Rows as fan-out leaves them, all of one event: what they are made of does not matter here. */
async function fill(lane: Lane, count: number, key: string | null) {
  await pool().query(
    `insert into deliveries (id, tenant_id, partition_id, event_id, subscription_id, event_type, position, sequence, state, due_at, ordering_key)
     select id_bound('dlv_', now()) || left(md5($3), 12) || lpad(to_hex(n), 8, '0'), $1, ${PARTITION}, $2, $3, 'order.created', n, n, 'pending',
            now() - interval '1 hour' + n * interval '1 microsecond', $5
       from generate_series(1, $4::int) n`,
    [lane.tenantId, lane.eventId, lane.subscriptionId, count, key],
  );
}

/** An attempt that succeeded of each waiting delivery of a lane. */
async function attemptsOf({ tenantId, subscriptionId }: Lane): Promise<AttemptRecord[]> {
  const { rows } = await pool().query<{ id: string }>("select id from deliveries where subscription_id = $1", [
    subscriptionId,
  ]);
  return rows.map(({ id }) => attemptOf(id, { tenantId, subscriptionId }));
}

async function epochOf(partitionId: number): Promise<number> {
  const { rows } = await pool().query<{ epoch: number }>("select epoch from partitions where id = $1", [partitionId]);
  return rows[0]?.epoch ?? 0;
}

describe("beside an endpoint with 200,000 waiting deliveries", () => {
  const dead = { tenantId: "", subscriptionId: "", eventId: "" };
  const own = { tenantId: "", subscriptionId: "", eventId: "" };
  const ordered = { tenantId: "", subscriptionId: "", eventId: "" };
  /** What waits in it is recorded as sent before anything else is asked. */
  const sent = { tenantId: "", subscriptionId: "", eventId: "" };
  const recording: Touched[] = [];

  beforeAll(async () => {
    for (const lane of [dead, own, ordered, sent]) {
      lane.tenantId = (await newTenant()).id;
      await pool().query("update tenants set partition_id = $2 where id = $1", [lane.tenantId, PARTITION]);
      const ordering = lane === ordered ? { key: null, onDead: "continue" as const } : null;
      lane.subscriptionId = (await newSubscription(lane.tenantId, { url: "http://127.0.0.1:9/", ordering })).id;
      lane.eventId = (await publish(lane.tenantId)).id;
      await pool().query("insert into event_routings (event_id, tenant_id, sequence) values ($1, $2, 1)", [
        lane.eventId,
        lane.tenantId,
      ]);
    }
    await pool().query("delete from event_queue");
    const owned = { partitionId: PARTITION, epoch: await epochOf(PARTITION) };
    const planRecording = async () => {
      const records = await attemptsOf(sent);
      recording.push(...(await plansOf(() => recordAttempts(owned, records), "instead")));
      return records;
    };
    // In a new database, which ANALYZE has not seen.
    await fill(sent, OWN_ROWS, null);
    await planRecording();
    await pool().query("delete from deliveries");
    await pool().query("analyze");
    await fill(dead, DEAD_ROWS, null);
    await fill(own, OWN_ROWS, null);
    await fill(ordered, OWN_ROWS, "*");
    await fill(sent, OWN_ROWS, null);
    // Before the statistics know of them, as after a sudden backlog.
    await recordAttempts(owned, await planRecording());
    await pool().query("analyze");
  }, 120_000);
  afterEach(() => vi.restoreAllMocks());

  it.each([
    [
      "reading what is due",
      () => readDueDeliveries({ partitionId: PARTITION, subscriptionId: own.subscriptionId, limit: 500, except: [] }),
    ],
    [
      "reading what is due in order",
      () =>
        readOrderedDeliveries({
          partitionId: PARTITION,
          subscriptionId: ordered.subscriptionId,
          limit: 64,
          except: [],
          afterKey: "",
          deadBlocks: true,
        }),
    ],
    ["when the next is due", () => readLaneNextDue(PARTITION, own.subscriptionId)],
    ["which lanes have something waiting", () => listBacklogs(PARTITION)],
    ["the backlogs for the metrics", () => readBacklogs()],
    ["whether a partition has work", () => hasWork(PARTITION)],
    ["which partitions are abandoned", () => findAbandonedPartitions()],
  ])("%s reads the own range of the index only", async (_what, work) => {
    for (const { pages, rows } of await plansOf(work)) {
      expect(rows).toBeLessThan(MOST_ROWS);
      expect(pages).toBeLessThan(MOST_PAGES);
    }
  });

  it("a read of the long lane itself costs what it takes, not what waits behind it", async () => {
    const input = { partitionId: PARTITION, subscriptionId: dead.subscriptionId, limit: 500, except: [] };
    for (const { rows } of await plansOf(() => readDueDeliveries(input))) expect(rows).toBeLessThan(3 * 500);
  });

  it("recording looks its own rows up, and not through all that waits", () => {
    for (const { inVain, rows } of recording) {
      expect(rows).toBeGreaterThanOrEqual(OWN_ROWS);
      expect(inVain).toBe(0);
    }
  });

  it("finds the small lane's deliveries, all of them, and each lane's first", async () => {
    const { deliveries, isAll } = await readDueDeliveries({
      partitionId: PARTITION,
      subscriptionId: own.subscriptionId,
      limit: 500,
      except: [],
    });
    expect([deliveries.length, isAll]).toEqual([OWN_ROWS, true]);
    expect((await listBacklogs(PARTITION)).map(({ subscriptionId }) => subscriptionId).sort()).toEqual(
      [dead, own, ordered].map(({ subscriptionId }) => subscriptionId).sort(),
    );
  });

  it("health counts the small lane exactly and estimates the long one by its numbers", async () => {
    await pool().query("update lanes set last_sequence = $2 where subscription_id = $1", [
      dead.subscriptionId,
      DEAD_ROWS,
    ]);
    expect(await readLaneHealth(null, own.subscriptionId)).toMatchObject({ waiting: OWN_ROWS });
    expect(await readLaneHealth(null, dead.subscriptionId)).toMatchObject({ waiting: 100_001, oldestSequence: 1 });
  });
});
