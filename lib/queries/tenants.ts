import type { TenantIn, TenantPatch, TenantRow } from "@/lib/contracts/tenant";
import { Prisma } from "@/lib/generated/prisma/client";
import { isId } from "@/lib/ids";
import { toJsonColumn, toJsonUpdate } from "./json";
import { type Keyset, keysetFind, type Slice, toSlice } from "./keyset";
import { db } from "./transaction";

const UNIQUE_VIOLATION = "P2002";

/** Our id, else the operator's own; null when neither is known. */
export async function findTenantId(reference: string): Promise<string | null> {
  if (isId("tenant", reference)) {
    const byId = await db().tenant.findUnique({ where: { id: reference }, select: { id: true } });
    if (byId) return byId.id;
  }
  const found = await db().tenant.findUnique({ where: { externalId: reference }, select: { id: true } });
  return found?.id ?? null;
}

export function findTenant(id: string): Promise<TenantRow | null> {
  return db().tenant.findUnique({ where: { id } });
}

export async function listTenants(
  filter: { externalId?: string | undefined },
  keyset: Keyset,
): Promise<Slice<TenantRow>> {
  const { where, ...rest } = keysetFind(keyset);
  const { externalId } = filter;
  return toSlice(
    await db().tenant.findMany({ where: { ...(externalId ? { externalId } : {}), ...where }, ...rest }),
    keyset,
  );
}

/** With its counter row; null when the external id is taken. */
export async function insertTenant(id: string, partitionId: number, input: TenantIn): Promise<TenantRow | null> {
  const { name, externalId, maxConcurrency, rateLimit } = input;
  try {
    return await db().tenant.create({
      data: {
        id,
        partitionId,
        name,
        externalId,
        maxConcurrency,
        rateLimit: toJsonColumn(rateLimit),
        counter: { create: {} },
      },
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === UNIQUE_VIOLATION) return null;
    throw error;
  }
}

export function updateTenant(id: string, { name, maxConcurrency, rateLimit }: TenantPatch): Promise<TenantRow> {
  return db().tenant.update({
    where: { id },
    data: {
      ...(name === undefined ? {} : { name }),
      ...(maxConcurrency === undefined ? {} : { maxConcurrency }),
      ...toJsonUpdate("rateLimit", rateLimit),
      routingVersion: { increment: 1 },
    },
  });
}

/** Tells fan-out to load the tenant's subscriptions again; answers what the commands to its owner need. */
export async function bumpRoutingVersion(tenantId: string): Promise<{ partitionId: number }> {
  return db().tenant.update({
    where: { id: tenantId },
    data: { routingVersion: { increment: 1 } },
    select: { partitionId: true },
  });
}
