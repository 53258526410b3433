import { afterEach, describe, expect, it } from "vitest";
import { recordSurely } from "@/lib/partitions/record-surely";
import { pool } from "@/lib/prisma";
import { acquirePartition, releasePartition } from "@/lib/queries/partition-ownership";
import { type AttemptRecord, recordAttempts } from "@/lib/queries/record-attempts";
import { attemptOf } from "../factories/attempt";
import { createDelivery } from "../factories/delivery";
import { createSubscription } from "../factories/subscription";
import { createTenant } from "../factories/tenant";
import { newSubscription, newTenant, publish, readAttempts, useWorker, waitForStates } from "./world";

describe("a hot statement that PostgreSQL undoes for the sake of another", () => {
  const receiver = useWorker();

  /** The next statement that inserts into the table fails once, as it would at the end of its work. */
  async function abortOnce(table: string, code: string): Promise<void> {
    await pool().query(`
      create sequence aborts;
      create function abort_once() returns trigger language plpgsql as $$
      begin
        if nextval('aborts') = 1 then raise exception 'undone' using errcode = '${code}'; end if;
        return null;
      end $$;
      create trigger abort_once after insert on ${table} for each statement execute function abort_once()`);
  }

  afterEach(async () => {
    await pool().query("drop function if exists abort_once cascade; drop sequence if exists aborts");
  });

  it.each(
    ["events", "event_routings", "attempts"].flatMap((table) =>
      ["40P01", "40001"].map((code) => [table, code] as const),
    ),
  )("%s: it is made again after %s; everything is accepted, and delivered once", async (table, code) => {
    const tenant = await newTenant();
    await newSubscription(tenant.id, { url: receiver.url("/aborted") });
    await abortOnce(table, code);
    const first = await publish(tenant.id);
    const second = await publish(tenant.id, { externalId: `with-a-key-${table}-${code}` });
    const rows = await waitForStates(tenant.id, 2, ["delivered"]);
    expect([first, second].map(({ id }) => receiver.countOf(id))).toEqual([1, 1]);
    for (const row of rows) expect(await readAttempts(row.id)).toMatchObject([{ number: 1, outcome: "succeeded" }]);
    expect(rows.map((row) => row.sequence).sort()).toEqual([1, 2]);
    const { rows: made } = await pool().query("select last_value::int as tries from aborts");
    expect(made[0].tries).toBeGreaterThan(1);
  });

  it("a publish with a key is made again as a whole", async () => {
    const tenant = await newTenant();
    await newSubscription(tenant.id, { url: receiver.url("/keyed") });
    await abortOnce("events", "40P01");
    const { id } = await publish(tenant.id, { externalId: "only-one" });
    expect(await publish(tenant.id, { externalId: "only-one" })).toEqual({ id, duplicate: true });
    await waitForStates(tenant.id, 1, ["delivered"]);
    expect(receiver.countOf(id)).toBe(1);
  });
});

describe("two attempts of one group, and a transaction that locks their deliveries the other way round", () => {
  const PARTITION = 2;

  /** A real deadlock, in which the owner's statement waited first and so is the one that PostgreSQL undoes. */
  async function inDeadlock<T>(
    record: (owned: { partitionId: number; epoch: number }, records: AttemptRecord[]) => Promise<T>,
  ) {
    const tenantId = (await createTenant()).id;
    const lane = { tenantId, subscriptionId: (await createSubscription(tenantId)).id };
    const ids = [(await createDelivery(lane)).id, (await createDelivery(lane)).id] as const;
    const acquired = await acquirePartition(PARTITION, "deadlock");
    if (!acquired) throw new Error("the partition has a live owner");
    const other = await pool().connect();
    try {
      await other.query("begin");
      // The other one would look for a deadlock much later.
      await other.query("set local deadlock_timeout = '60s'");
      await other.query("select from deliveries where id = $1 for update", [ids[1]]);
      const recording = record(
        { partitionId: PARTITION, epoch: acquired.epoch },
        ids.map((id) => attemptOf(id, lane)),
      );
      // Settled later; until then nobody listens.
      recording.catch(() => {});
      // Waits inside PostgreSQL, so that a busy test process cannot come too late.
      await other.query(`
        do $$ begin
          while not exists (select from pg_locks where not granted and locktype = 'transactionid'
                              and transactionid = pg_current_xact_id()::xid) loop
            perform pg_sleep(0.005);
          end loop;
          perform from deliveries where id = '${ids[0]}' for update;
        end $$`);
      await other.query("rollback");
      return { ids, moved: await recording };
    } finally {
      other.release();
      await releasePartition(PARTITION, acquired.epoch);
    }
  }

  it("ends the owner's statement with a deadlock", async () => {
    await expect(inDeadlock(recordAttempts)).rejects.toMatchObject({ code: "40P01" });
  });

  it("which is recorded all the same, each attempt once", async () => {
    const { ids, moved } = await inDeadlock((owned, records) => recordSurely({ owned, mayAct: () => true }, records));
    expect([...moved].sort()).toEqual([...ids].sort());
    for (const id of ids) {
      expect(await readAttempts(id)).toHaveLength(1);
      const { rows } = await pool().query("select state from deliveries where id = $1", [id]);
      expect(rows[0].state).toBe("delivered");
    }
  });
});
