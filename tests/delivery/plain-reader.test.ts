import { beforeEach, describe, expect, it } from "vitest";
import { createPlainReader } from "@/lib/partitions/plain-reader";
import { pool } from "@/lib/prisma";
import { createDelivery } from "../factories/delivery";
import { newSubscription, newTenant } from "./world";

const MINUTE_MS = 60_000;

describe("reading a lane that keeps no order", () => {
  let line: { tenantId: string; subscriptionId: string };
  let partitionId: number;
  let nowMs = 0;

  beforeEach(async () => {
    const tenant = await newTenant();
    const { id } = await newSubscription(tenant.id, { url: "https://example.com/" });
    line = { tenantId: tenant.id, subscriptionId: id };
    const { rows } = await pool().query("select partition_id as id from tenants where id = $1", [tenant.id]);
    partitionId = rows[0].id;
  });

  const newReader = () => createPlainReader(partitionId, () => nowMs);
  const createDue = async (minutesAgo: number) =>
    (await createDelivery(line, { dueAt: new Date(Date.now() - minutesAgo * MINUTE_MS) })).id;
  const settle = (id: string) =>
    pool().query("update deliveries set state = 'delivered', due_at = null where id = $1", [id]);
  const idsOf = (found: { deliveries: { id: string }[] }) => found.deliveries.map(({ id }) => id);

  it("goes on behind what is in memory and what was delivered, until nothing is left", async () => {
    const ids = [await createDue(5), await createDue(4), await createDue(3), await createDue(2), await createDue(1)];
    const reader = newReader();
    const read = (except: string[]) => reader.read({ subscriptionId: line.subscriptionId, limit: 2, except });
    const first = await read([]);
    expect(idsOf(first)).toEqual(ids.slice(0, 2));
    await settle(ids[0] as string);
    expect(idsOf(await read([ids[1] as string]))).toEqual(ids.slice(2, 4));
    const last = await read(ids.slice(1, 4));
    expect(idsOf(last)).toEqual(ids.slice(4));
    const none = await read(ids.slice(1));
    expect(none).toMatchObject({ deliveries: [], isAll: true });
  });

  it("finds what became due behind its place: at the end of the backlog, and once a second before", async () => {
    const [a, b, c] = [await createDue(5), await createDue(4), await createDue(3)];
    const reader = newReader();
    const read = (except: string[]) => reader.read({ subscriptionId: line.subscriptionId, limit: 1, except });
    expect(idsOf(await read([]))).toEqual([a]);
    expect(idsOf(await read([a]))).toEqual([b]);
    await settle(a);
    const late = await createDue(10);
    expect(idsOf(await read([b]))).toEqual([c]);
    nowMs += 1_000;
    expect(idsOf(await read([b, c]))).toEqual([late]);
    expect(await read([b, c, late])).toMatchObject({ deliveries: [], isAll: true });
  });

  it("begins at the beginning when what it read is no longer in memory", async () => {
    const [a, b, c] = [await createDue(5), await createDue(4), await createDue(3)];
    const reader = newReader();
    const read = (except: string[], anew = false) =>
      reader.read({ subscriptionId: line.subscriptionId, limit: 1, except, anew });
    await read([]);
    expect(idsOf(await read([a]))).toEqual([b]);
    reader.forget(line.subscriptionId);
    expect(idsOf(await read([]))).toEqual([a]);
    expect(idsOf(await read([a]))).toEqual([b]);
    expect(idsOf(await read([a], true))).toEqual([b]);
    expect(idsOf(await read([a, b]))).toEqual([c]);
  });
});
