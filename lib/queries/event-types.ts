import { Prisma } from "@/lib/generated/prisma/client";
import { toJsonColumn } from "./json";
import { type Keyset, keysetFind, type Slice, toSlice } from "./keyset";
import { db } from "./transaction";

/** Whose types: the operator's catalogue (null), or with the tenant's own in front of it. */
export interface CatalogueScope {
  tenantId: string | null;
}

export interface NewVersion {
  id: string;
  version: string;
  schema: object | null;
  example: unknown;
  exampleFrom: "given" | "generated" | "none";
}

export interface EventTypeFields {
  description: string | null;
  group: string | null;
  enforce: boolean;
  deprecatedAt: Date | null;
}

export interface EventTypeFilter {
  group?: string | undefined;
  search?: string | undefined;
  deprecated?: boolean | undefined;
}

const WITH_VERSIONS = { versions: { orderBy: { id: "desc" } } } as const;
const WITH_VERSION_NAMES = { versions: { orderBy: { id: "desc" }, select: { version: true } } } as const;
const UNIQUE_VIOLATION = "P2002";

export type StoredEventType = NonNullable<Awaited<ReturnType<typeof findEventType>>>;

/** A tenant's own type of the name comes before the operator's. */
export async function findEventType({ tenantId }: CatalogueScope, name: string) {
  const rows = await db().eventType.findMany({
    where: { name, OR: [{ tenantId: null }, ...(tenantId === null ? [] : [{ tenantId }])] },
    include: WITH_VERSIONS,
  });
  return rows.find((row) => row.tenantId !== null) ?? rows[0] ?? null;
}

/** Exactly this owner's, locked to the end of the transaction. */
export async function lockEventType({ tenantId }: CatalogueScope, name: string) {
  await db()
    .$queryRaw`select id from event_types where name = ${name} and tenant_id is not distinct from ${tenantId} for update`;
  return db().eventType.findFirst({ where: { tenantId, name }, include: WITH_VERSIONS });
}

/** What a tenant sees: its own types, and the operator's but for those that its own ones hide. */
export async function listEventTypes({ tenantId }: CatalogueScope, filter: EventTypeFilter, keyset: Keyset) {
  const { where, ...rest } = keysetFind(keyset);
  const rows = await db().eventType.findMany({
    where: { AND: [await scopeOf(tenantId), whereOf(filter), where] },
    include: WITH_VERSION_NAMES,
    ...rest,
  });
  return toSlice(rows, keyset) satisfies Slice<unknown>;
}

/** Null when the owner has a type of the name already. */
export async function insertEventType(
  row: EventTypeFields & { id: string; tenantId: string | null; name: string },
  version: NewVersion,
) {
  try {
    return await db().eventType.create({
      data: { ...row, versions: { create: versionData(version) } },
      include: WITH_VERSIONS,
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === UNIQUE_VIOLATION) return null;
    throw error;
  }
}

export function updateEventType(id: string, change: Partial<EventTypeFields>) {
  return db().eventType.update({ where: { id }, data: change, include: WITH_VERSIONS });
}

export async function deleteEventType(id: string): Promise<void> {
  await db().eventType.delete({ where: { id }, select: { id: true } });
}

/** Replaces the version of that name, or adds it. */
export function saveVersion(eventTypeId: string, version: NewVersion) {
  const { id, ...data } = versionData(version);
  return db().eventTypeVersion.upsert({
    where: { eventTypeId_version: { eventTypeId, version: version.version } },
    create: { id, eventTypeId, ...data },
    update: data,
  });
}

export async function deleteVersion(eventTypeId: string, version: string): Promise<void> {
  await db().eventTypeVersion.delete({
    where: { eventTypeId_version: { eventTypeId, version } },
    select: { id: true },
  });
}

/** Versions whose events may have to be checked. `all`: those with a schema or of an enforced type; else the latter. */
export function findEnforcedVersions(isAll: boolean) {
  return db().eventTypeVersion.findMany({
    where: isAll ? {} : { eventType: { enforce: true } },
    select: { version: true, schema: true, eventType: { select: { name: true, tenantId: true } } },
  });
}

function versionData({ id, version, schema, example, exampleFrom }: NewVersion) {
  return {
    id,
    version,
    schema: toJsonColumn(schema),
    example: example === null || example === undefined ? Prisma.DbNull : (example as Prisma.InputJsonValue),
    exampleFrom,
  };
}

async function scopeOf(tenantId: string | null): Promise<Prisma.EventTypeWhereInput> {
  if (tenantId === null) return { tenantId: null };
  const own = await db().eventType.findMany({ where: { tenantId }, select: { name: true } });
  return { OR: [{ tenantId }, { tenantId: null, name: { notIn: own.map(({ name }) => name) } }] };
}

function whereOf({ group, search, deprecated }: EventTypeFilter): Prisma.EventTypeWhereInput {
  return {
    ...(group === undefined ? {} : { group }),
    ...(search === undefined ? {} : { name: { contains: search, mode: "insensitive" } }),
    ...(deprecated === undefined ? {} : { deprecatedAt: deprecated ? { not: null } : null }),
  };
}
