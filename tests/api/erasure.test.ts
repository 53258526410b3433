import { expect, it } from "vitest";
import { prisma } from "@/lib/prisma";
import { createTenantKey } from "../factories/api-key";
import { createDelivery } from "../factories/delivery";
import { createMember, portalCookieOf, sessionCookieOf } from "../factories/person";
import { createSubscription } from "../factories/subscription";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";
import { allTables, countMentions, countRows, idsOf, insertAnyRow, tablesWithTenant } from "./tenant-rows";

const server = serveApi();

/** A tenant with a row in every table that has a tenant's rows. */
async function tenantWithEverything(): Promise<{ id: string; ids: string[]; email: string }> {
  const { id } = await createTenant();
  const subscription = await createSubscription(id);
  const { id: deliveryId, eventId } = await createDelivery({ tenantId: id, subscriptionId: subscription.id });
  const person = await createMember(id, "owner");
  await sessionCookieOf(person.userId);
  await portalCookieOf(id, "viewer");
  await createTenantKey(id);
  const keyed = { headers: { "idempotency-key": id } };
  await server.api.post(`/tenants/${id}/api-keys`, { ...keyed, body: { name: "kept answer" } });
  await server.api.post("/portal-links", { ...keyed, body: { tenant: id } });
  await server.api.post(`/tenants/${id}/event-types`, { body: { name: "own.type" } });
  await server.api.post(`/tenants/${id}/events`, {
    ...keyed,
    body: { type: "a.b", data: {}, externalId: `external ${id}` },
  });
  const receiver = await server.api.post(`/tenants/${id}/sandbox/receivers`, { body: {} });
  const { partitionId } = await prisma().tenant.findUniqueOrThrow({ where: { id } });
  const known = {
    tenant_id: id,
    subscription_id: subscription.id,
    delivery_id: deliveryId,
    event_id: eventId,
    user_id: person.userId,
    partition_id: String(partitionId),
    receiver_id: receiver.body.id,
  };
  for (const table of await tablesWithTenant())
    if ((await countRows(table, id)) === 0) await insertAnyRow(table, known);
  return { id, ids: [...(await idsOf(id)), person.userId], email: person.email };
}

it("deleting a tenant leaves no row of it in any table, and takes none of another tenant", async () => {
  const gone = await tenantWithEverything();
  const kept = await tenantWithEverything();
  const tables = await tablesWithTenant();
  for (const table of tables) expect([table, await countRows(table, gone.id)]).not.toEqual([table, 0]);
  const before = await Promise.all(tables.map((table) => countRows(table, kept.id)));

  expect((await server.api.delete(`/tenants/${gone.id}`)).status).toBe(204);

  const left: Record<string, number> = {};
  for (const table of await allTables()) {
    const count = await countMentions(table, [...gone.ids, gone.email]);
    if (count > 0) left[table] = count;
  }
  // The operator's own entry: who deleted it, and its name.
  expect(left).toEqual({ audit_log: 1 });
  expect(await Promise.all(tables.map((table) => countRows(table, kept.id)))).toEqual(before);
});
