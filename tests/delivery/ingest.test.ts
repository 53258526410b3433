import { describe, expect, it } from "vitest";
import { sha256 } from "@/lib/crypto";
import { newId } from "@/lib/ids";
import { pool } from "@/lib/prisma";
import { commitPublishes } from "@/lib/services/publish-commit";
import type { PublishEvent, PublishRequest } from "@/lib/services/publish-resolve";
import { wakePartitions } from "@/lib/services/wake";
import { waitFor } from "../setup/wait-for";
import { newTenant, publish } from "./world";

function event(tenantId: string, externalId: string | null, body = "{}"): PublishEvent {
  const id = newId("event");
  const key =
    externalId === null
      ? null
      : {
          scope: tenantId,
          kind: "event" as const,
          tenantId: null,
          key: externalId,
          bodyHash: sha256(body),
          result: { id },
        };
  return {
    id,
    tenantId,
    partitionId: 1,
    type: "order.created",
    version: "1",
    source: null,
    correlationId: null,
    externalId,
    timestamp: new Date(),
    deliverAt: null,
    data: body,
    key,
  };
}

function request(events: PublishEvent[], requestKey: string | null = null): PublishRequest {
  const body = sha256(events.map((e) => e.data).join());
  return {
    events,
    requestKey:
      requestKey === null
        ? null
        : { scope: "key:x", kind: "request", tenantId: null, key: requestKey, bodyHash: body, result: [] },
  };
}

async function countEvents(tenantId: string): Promise<number> {
  const { rows } = await pool().query("select count(*) as count from events where tenant_id = $1", [tenantId]);
  return rows[0].count;
}

async function countKeys(tenantId: string): Promise<number> {
  const { rows } = await pool().query("select count(*) as count from idempotency_keys where scope = $1", [tenantId]);
  return rows[0].count;
}

describe("publishing the same event again", () => {
  it("inside one group commit makes one event, and says duplicate", async () => {
    const { id } = await newTenant();
    const [first, second] = [event(id, "same"), event(id, "same")];
    const answers = await commitPublishes([request([first]), request([second])]);
    expect(answers).toEqual([
      { kind: "accepted", events: [{ id: first.id, duplicate: false }] },
      { kind: "accepted", events: [{ id: first.id, duplicate: true }] },
    ]);
    expect(await countEvents(id)).toBe(1);
  });

  it("across two commits at the same time makes one event", async () => {
    const { id } = await newTenant();
    const rounds = Array.from({ length: 20 }, (_, round) => `key-${round}`);
    for (const key of rounds) {
      const answers = await Promise.all([1, 2, 3].map(() => commitPublishes([request([event(id, key)])])));
      const ids = answers.flatMap(([answer]) => (answer?.kind === "accepted" ? answer.events : []));
      expect(new Set(ids.map((published) => published.id)).size).toBe(1);
      expect(ids.filter((published) => !published.duplicate)).toHaveLength(1);
    }
    expect(await countEvents(id)).toBe(rounds.length);
  });

  it("in opposite order does not deadlock", async () => {
    const { id } = await newTenant();
    for (let round = 0; round < 20; round += 1) {
      const keys = Array.from({ length: 10 }, (_, i) => `r${round}-${i}`);
      const forth = request(keys.map((key) => event(id, key)));
      const back = request([...keys].reverse().map((key) => event(id, key)));
      const answers = await Promise.all([commitPublishes([forth]), commitPublishes([back])]);
      expect(answers.flat().map((answer) => answer.kind)).toEqual(["accepted", "accepted"]);
    }
    expect(await countEvents(id)).toBe(200);
  });

  it("with another body is refused, and nothing of its batch is left behind", async () => {
    const { id } = await newTenant();
    await commitPublishes([request([event(id, "taken")])]);
    const batch = request([event(id, "fresh"), event(id, "taken", '{"other":true}')]);
    const later = event(id, "fresh");
    const [refused, accepted] = await commitPublishes([batch, request([later])]);
    expect(refused).toMatchObject({ kind: "refused", error: { code: "idempotency_mismatch" } });
    expect(accepted).toEqual({ kind: "accepted", events: [{ id: later.id, duplicate: false }] });
    expect(await countEvents(id)).toBe(2);
    const repeated = await commitPublishes([request([event(id, "fresh")])]);
    expect(repeated).toEqual([{ kind: "accepted", events: [{ id: later.id, duplicate: true }] }]);
  });

  it("a refused batch gives its keys back", async () => {
    const { id } = await newTenant();
    await commitPublishes([request([event(id, "taken")])]);
    await commitPublishes([request([event(id, "fresh"), event(id, "taken", '{"other":true}')])]);
    expect(await countKeys(id)).toBe(1);
  });

  it("under one Idempotency-Key answers the first ids again, in input order", async () => {
    const { id } = await newTenant();
    const first = request([event(id, null, "1"), event(id, null, "2")], `batch-${id}`);
    const second = request([event(id, null, "1"), event(id, null, "2")], `batch-${id}`);
    const [answer] = await commitPublishes([first]);
    const [again] = await commitPublishes([second]);
    const ids = first.events.map((e) => e.id);
    expect(answer).toMatchObject({ events: ids.map((eventId) => ({ id: eventId, duplicate: false })) });
    expect(again).toMatchObject({ events: ids.map((eventId) => ({ id: eventId, duplicate: true })) });
    expect(await countEvents(id)).toBe(2);
  });

  it("is a new event when the key is past its age, pruned or not", async () => {
    const { id } = await newTenant();
    await commitPublishes([request([event(id, "old")])]);
    await pool().query("update idempotency_keys set created_at = now() - interval '31 days' where scope = $1", [id]);
    const [answer] = await commitPublishes([request([event(id, "old", '{"new":1}')])]);
    expect(answer).toMatchObject({ kind: "accepted", events: [{ duplicate: false }] });
  });
});

describe("what got a 202", () => {
  it("is in the queue, above everything whose 202 came before", async () => {
    const { id } = await newTenant();
    const published: string[] = [];
    for (let i = 0; i < 10; i += 1) published.push((await publish(id)).id);
    const { rows } = await pool().query("select event_id from event_queue where tenant_id = $1 order by position", [
      id,
    ]);
    expect(rows.map((row) => row.event_id)).toEqual(published);
  });

  it("a thousand publishes without an owner send one wake", async () => {
    const tenant = await newTenant();
    // A new epoch: wakes that other tests sent do not count for it.
    await pool().query("update partitions set epoch = epoch + 1");
    await pool().query("delete from engine_events");
    const { rows: places } = await pool().query("select partition_id from tenants where id = $1", [tenant.id]);
    const startedMs = Date.now();
    await Promise.all(Array.from({ length: 1_000 }, () => publish(tenant.id)));
    await waitFor(async () => (await pool().query("select from engine_events")).rowCount, { until: "a wake was sent" });
    await wakePartitions([places[0].partition_id]);
    const { rows: wakes } = await pool().query("select payload from engine_events where name = 'partition/work'");
    // Another test's last look may still have woken its own partition.
    const rows = wakes.filter((row) => JSON.parse(row.payload).data.partition === places[0].partition_id);
    const buckets = Math.floor(Date.now() / 5_000) - Math.floor(startedMs / 5_000) + 1;
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThanOrEqual(buckets);
    // Its run counts under this epoch alone: one that a dead owner left behind does not stand before it.
    const { rows: epochs } = await pool().query("select epoch from partitions where id = $1", [places[0].partition_id]);
    expect(rows.map((row) => JSON.parse(row.payload).data.turn)).toContain(
      `${places[0].partition_id}:${epochs[0].epoch}`,
    );
  });
});
