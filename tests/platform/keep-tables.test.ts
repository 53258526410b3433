import { describe, expect, it } from "vitest";
import { DAY_MS } from "@/lib/clock";
import { idBound } from "@/lib/ids";
import { pool, prisma } from "@/lib/prisma";
import { rememberSetting } from "@/lib/queries/settings";
import { SYSTEM } from "@/lib/services/audit";
import { checkSecretKey } from "@/lib/services/check-secret-key";
import { keepTables } from "@/lib/services/keep-tables";
import { updateSettings } from "@/lib/services/settings";
import { createUser, sessionCookieOf } from "../factories/person";

const INSERT_KEY = `insert into idempotency_keys (scope, kind, key, body_hash, result, created_at)
                    values ('s', $1, $2, '\\x00', '{}', now() - $3::interval)`;
const INSERT_ATTEMPT = `insert into attempts (id, delivery_id, tenant_id, number, trigger, outcome, started_at, duration_ms, timings, request_headers)
                        values ($1, 'dlv_x', 'ten_x', 1, 'scheduled', 'succeeded', now(), 1, '{}', '{}')`;

async function tableOf(id: string): Promise<string> {
  const { rows } = await pool().query("select tableoid::regclass::text as name from attempts where id = $1", [id]);
  return rows[0]?.name;
}

describe("keeping the tables", () => {
  it("creates the days ahead before they come, also when the clock has moved past the last one", async () => {
    const inThirtyDays = Date.now() + 30 * DAY_MS;
    const { created } = await keepTables(inThirtyDays);
    expect(created).toBeGreaterThan(0);
    const id = `${idBound("attempt", inThirtyDays + 5 * DAY_MS)}00000000000000000000`;
    await pool().query(INSERT_ATTEMPT, [id]);
    expect(await tableOf(id)).toMatch(/^attempts_p\d{8}$/);
    expect((await keepTables(inThirtyDays)).created).toBe(0);
  });

  it("counts what fell into a DEFAULT partition, and moves it to the table of its day", async () => {
    const inSixtyDays = Date.now() + 60 * DAY_MS;
    const id = `${idBound("attempt", inSixtyDays)}00000000000000000000`;
    await pool().query(INSERT_ATTEMPT, [id]);
    expect(await tableOf(id)).toBe("attempts_default");
    expect(await keepTables(inSixtyDays)).toMatchObject({ strays: 1 });
    expect(await tableOf(id)).toMatch(/^attempts_p\d{8}$/);
    expect(await keepTables(inSixtyDays)).toMatchObject({ strays: 0 });
  });

  it("removes Idempotency-Keys after a day and external ids after thirty, and nothing younger", async () => {
    await pool().query(INSERT_KEY, ["request", "old", "25 hours"]);
    await pool().query(INSERT_KEY, ["request", "young", "23 hours"]);
    await pool().query(INSERT_KEY, ["event", "old", "31 days"]);
    await pool().query(INSERT_KEY, ["event", "young", "29 days"]);
    expect(await keepTables()).toMatchObject({ keys: 2 });
    const { rows } = await pool().query("select kind, key from idempotency_keys order by kind");
    expect(rows).toEqual([
      { kind: "event", key: "young" },
      { kind: "request", key: "young" },
    ]);
  });

  it("deletes sessions and links that ended long ago, and what counted tries, and keeps the younger ones", async () => {
    const { userId } = await createUser("operator");
    await sessionCookieOf(userId);
    await sessionCookieOf(userId);
    const [old] = await prisma().session.findMany({ where: { userId } });
    await prisma().session.update({
      where: { id: old?.id ?? "" },
      data: { revokedAt: new Date(Date.now() - 91 * DAY_MS) },
    });
    await prisma().throttle.create({ data: { key: "over", tries: 9, endsAt: new Date(Date.now() - 1_000) } });
    await prisma().throttle.create({ data: { key: "open", tries: 9, endsAt: new Date(Date.now() + DAY_MS) } });
    await keepTables();
    expect(await prisma().session.count({ where: { userId } })).toBe(1);
    expect(await prisma().throttle.findMany({ select: { key: true } })).toEqual([{ key: "open" }]);
  });

  it("drops attempts past their age by the day and by the setting, and keeps the younger ones", async () => {
    await updateSettings(SYSTEM, { attemptRetentionDays: 30 });
    const future = Date.now() + 31 * DAY_MS;
    const young = `${idBound("attempt", future - DAY_MS)}00000000000000000000`;
    await keepTables(future - DAY_MS);
    await pool().query(INSERT_ATTEMPT, [young]);
    const old = `${idBound("attempt", Date.now())}00000000000000000000`;
    await pool().query(INSERT_ATTEMPT, [old]);
    expect(await tableOf(old)).toMatch(/^attempts_p/);
    expect((await keepTables(future)).dropped).toBeGreaterThan(0);
    const { rows } = await pool().query("select id from attempts where id = any($1)", [[old, young]]);
    expect(rows).toEqual([{ id: young }]);
  });
});

describe("the key that secrets are encrypted with", () => {
  it("is checked at every start: a wrong one stops it with a sentence that names it", async () => {
    await checkSecretKey();
    await checkSecretKey();
    await pool().query("update settings set value = 'k1.00000000.AAAA' where name = 'secret_key_check'");
    await expect(checkSecretKey()).rejects.toThrow("HOOKSWITCH_SECRET_KEY is not the key");
    expect(await rememberSetting("secret_key_check", "another")).toBe("k1.00000000.AAAA");
  });
});
