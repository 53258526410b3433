import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { prisma } from "@/lib/prisma";
import { createMember } from "../factories/person";
import { createSubscription } from "../factories/subscription";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";

const server = serveApi();
const ROWS = 1_000;
let tenantId: string;

beforeAll(async () => {
  tenantId = (await createTenant()).id;
});

/** Reads a list to its end, adding a row after every page; answers the ids in the order they came. */
async function readAll(path: string, addOne: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const answer = await server.api.get(`${path}?limit=90${cursor === "" ? "" : `&cursor=${cursor}`}`);
    expect(answer.status).toBe(200);
    seen.push(...answer.body.data.map((row: { id: string }) => row.id));
    cursor = answer.body.nextCursor;
    await addOne();
  }
  return seen;
}

describe("a list of a thousand rows", () => {
  it.each([
    [
      "audit-log",
      () =>
        prisma().auditEntry.createMany({
          data: Array.from({ length: ROWS }, () => ({ id: newId("auditEntry"), tenantId, actor: "x", action: "y.z" })),
        }),
      () => prisma().auditEntry.create({ data: { id: newId("auditEntry"), tenantId, actor: "x", action: "y.z" } }),
      () => prisma().auditEntry.findMany({ where: { tenantId }, select: { id: true }, orderBy: { id: "desc" } }),
    ],
    [
      "subscriptions",
      async () => {
        const { id: from } = await createSubscription(tenantId);
        const { destinationConfig, events } = await prisma().subscription.findUniqueOrThrow({ where: { id: from } });
        const rows = Array.from({ length: ROWS - 1 }, () => ({
          id: newId("subscription"),
          tenantId,
          events,
          destinationConfig: destinationConfig as object,
        }));
        await prisma().subscription.createMany({ data: rows });
      },
      () => createSubscription(tenantId),
      () => prisma().subscription.findMany({ where: { tenantId }, select: { id: true }, orderBy: { id: "desc" } }),
    ],
    [
      "members",
      async () => {
        const users = Array.from({ length: ROWS }, (_, n) => ({ id: newId("user"), email: `many-${n}@example.com` }));
        await prisma().user.createMany({ data: users });
        const rows = users.map(({ id: userId }) => ({
          id: newId("member"),
          tenantId,
          userId,
          role: "viewer" as const,
        }));
        await prisma().member.createMany({ data: rows });
      },
      () => createMember(tenantId, "viewer"),
      () => prisma().member.findMany({ where: { tenantId }, select: { id: true }, orderBy: { id: "desc" } }),
    ],
  ])("has no gap and no repeat while rows are added: %s", async (path, addMany, addOne, readRows) => {
    await addMany();
    const before = (await readRows()).map(({ id }) => id);
    expect(before.length).toBeGreaterThanOrEqual(ROWS);
    const seen = await readAll(`/tenants/${tenantId}/${path}`, addOne);
    expect(seen).toEqual(before);
    expect((await readRows()).length).toBeGreaterThan(before.length);
  });
});
