import { expect, test } from "vitest";
import { pool } from "@/lib/prisma";

const DAY_MS = 86_400_000;
/** Past every table that the start creates ahead. */
const FAR_DAY = new Date(Date.UTC(2031, 4, 17, 12));

function eventId(at: Date, suffix: string): string {
  return `evt_${at.getTime().toString(16).padStart(12, "0")}${suffix.padStart(20, "0")}`;
}

async function insertEvent(id: string): Promise<void> {
  await pool().query(
    "insert into events (id, tenant_id, type, timestamp, data) values ($1, 'ten_1', 'order.created', now(), '{}')",
    [id],
  );
}

async function tableOf(id: string): Promise<string> {
  const { rows } = await pool().query("select tableoid::regclass::text as name from events where id = $1", [id]);
  return rows[0].name;
}

async function createPartitions(firstDay: Date, days: number): Promise<number> {
  const day = firstDay.toISOString().slice(0, 10);
  const { rows } = await pool().query("select create_table_partitions($1, $2) as made", [day, days]);
  return rows[0].made;
}

test("past the last table rows fall into DEFAULT, and move to their day's table when it is made", async () => {
  const first = eventId(FAR_DAY, "1");
  const nextDay = eventId(new Date(FAR_DAY.getTime() + DAY_MS), "2");
  await insertEvent(first);
  await insertEvent(nextDay);
  expect(await tableOf(first)).toBe("events_default");

  expect(await createPartitions(FAR_DAY, 1)).toBe(4);

  expect(await tableOf(first)).toBe("events_p20310517");
  expect(await tableOf(nextDay)).toBe("events_default");
  expect(await createPartitions(FAR_DAY, 1)).toBe(0);
});

test("a day begins and ends at midnight UTC", async () => {
  const midnight = new Date(Date.UTC(2032, 0, 2));
  await createPartitions(new Date(Date.UTC(2032, 0, 1)), 2);
  const [last, first] = [eventId(new Date(midnight.getTime() - 1), "a"), eventId(midnight, "b")];
  await insertEvent(last);
  await insertEvent(first);
  expect(await tableOf(last)).toBe("events_p20320101");
  expect(await tableOf(first)).toBe("events_p20320102");
});

test("dropping what is older than a day takes whole tables and leaves the rest", async () => {
  await createPartitions(new Date(Date.UTC(2033, 0, 1)), 3);
  await pool().query("select drop_table_partitions('events', '2033-01-03')");
  const { rows } = await pool().query(
    "select relname from pg_class where relname like 'events\\_p2033%' and relkind = 'r' order by 1",
  );
  expect(rows.map((row) => row.relname)).toEqual(["events_p20330103"]);
});

test("an id that several requests name is the primary key, across all tables", async () => {
  const id = eventId(new Date(), "c");
  await insertEvent(id);
  await expect(insertEvent(id)).rejects.toThrow("duplicate key");
});

test("a day's table keeps statistics of the columns that its parent does", async () => {
  const day = new Date(Date.UTC(2034, 0, 1));
  await createPartitions(day, 1);
  const looked = async (table: string) => {
    const { rows } = await pool().query<{ name: string }>(
      `select attname as name from pg_attribute
        where attrelid = $1::regclass and attnum > 0 and not attisdropped and attstattarget is distinct from 0 order by 1`,
      [table],
    );
    return rows.map(({ name }) => name);
  };
  expect(await looked("attempts_p20340101")).toEqual(await looked("attempts"));
  expect(await looked("attempts_p20340101")).toEqual(["delivery_id", "id", "tenant_id"]);
});
