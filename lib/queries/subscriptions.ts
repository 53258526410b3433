import type { SubscriptionRow } from "@/lib/contracts/subscription";
import type { Prisma } from "@/lib/generated/prisma/client";
import { toJsonColumn, toJsonUpdate } from "./json";
import { type Keyset, keysetFind, type Slice, toSlice } from "./keyset";
import { db } from "./transaction";

export interface StoredSubscription extends SubscriptionRow {
  /** Sealed: see lib/services/destination-config. */
  destinationConfig: unknown;
  lane: { failingSince: Date | null; lastFailureAt: Date | null; failureWarning: number } | null;
  /** The last end of a secret that signs beside the newest; empty without any. It may be over. */
  secrets: { expiresAt: Date | null }[];
}

const WITH_STATE = {
  lane: { select: { failingSince: true, lastFailureAt: true, failureWarning: true } },
  secrets: {
    where: { expiresAt: { not: null } },
    select: { expiresAt: true },
    orderBy: { expiresAt: "desc" },
    take: 1,
  },
} as const;

export interface NewSubscription {
  id: string;
  tenantId: string;
  description: string | null;
  events: string[];
  filter: string | null;
  destinationType: string;
  destinationConfig: object;
  retryPolicy: string | object;
  timeoutSeconds: number;
  maxConcurrency: number | null;
  rateLimit: object | null;
  ordering: object | null;
  verifiedAt: Date | null;
  publicKey: string | null;
  disableAfterHours: number | null;
  drainDeadLetters: boolean;
}

export interface SubscriptionChange extends Partial<Omit<NewSubscription, "id" | "tenantId">> {
  pausedAt?: Date | null;
  disabledAt?: Date | null;
  disabledReason?: string | null;
}

export interface SubscriptionFilter {
  /** An entry of `events`, as it stands there. */
  event?: string | undefined;
  status?: "active" | "paused" | "disabled" | undefined;
  /** A part of the description or the URL whatever its case, or a whole entry of `events`. */
  search?: string | undefined;
}

/** `tenantId` null: an operator reads any. Deleted ones are not found. */
export function findSubscription(tenantId: string | null, id: string): Promise<StoredSubscription | null> {
  return db().subscription.findFirst({ where: { ...scope(tenantId), id, deletedAt: null }, include: WITH_STATE });
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockSubscription(tenantId: string, id: string): Promise<StoredSubscription | null> {
  await db().$queryRaw`select id from subscriptions where tenant_id = ${tenantId} and id = ${id} for update`;
  return findSubscription(tenantId, id);
}

export async function listSubscriptions(
  tenantId: string | null,
  filter: SubscriptionFilter,
  keyset: Keyset,
): Promise<Slice<StoredSubscription>> {
  const { where, ...rest } = keysetFind(keyset);
  const rows = await db().subscription.findMany({
    where: { ...scope(tenantId), deletedAt: null, ...whereOf(filter), ...where },
    include: WITH_STATE,
    ...rest,
  });
  return toSlice(rows, keyset);
}

/** Deleted ones too. */
export async function listAllSubscriptions(tenantId: string, keyset: Keyset): Promise<Slice<StoredSubscription>> {
  const { where, ...rest } = keysetFind(keyset);
  return toSlice(
    await db().subscription.findMany({ where: { tenantId, ...where }, include: WITH_STATE, ...rest }),
    keyset,
  );
}

/** Deleted ones too: what a log row says of its subscription outlives it. */
export function findSubscriptionsById(ids: readonly string[]): Promise<StoredSubscription[]> {
  return db().subscription.findMany({ where: { id: { in: [...new Set(ids)] } }, include: WITH_STATE });
}

/** With its first secret and its lane (the sequence counter). */
export function insertSubscription(
  { rateLimit, ordering, ...row }: NewSubscription,
  secret: { id: string; ciphertext: string },
): Promise<StoredSubscription> {
  return db().subscription.create({
    data: {
      ...row,
      rateLimit: toJsonColumn(rateLimit),
      ordering: toJsonColumn(ordering),
      secrets: { create: secret },
      lane: { create: { tenantId: row.tenantId } },
    },
    include: WITH_STATE,
  });
}

/** Raises the version. */
export function updateSubscription(
  id: string,
  { rateLimit, ordering, ...change }: SubscriptionChange,
): Promise<StoredSubscription> {
  return db().subscription.update({
    where: { id },
    data: {
      ...change,
      ...toJsonUpdate("rateLimit", rateLimit),
      ...toJsonUpdate("ordering", ordering),
      version: { increment: 1 },
    },
    include: WITH_STATE,
  });
}

export async function markSubscriptionDeleted(id: string): Promise<void> {
  await db().subscription.update({
    where: { id },
    data: { deletedAt: new Date(), version: { increment: 1 } },
    select: { id: true },
  });
}

function scope(tenantId: string | null): { tenantId?: string } {
  return tenantId === null ? {} : { tenantId };
}

function whereOf({ event, status, search }: SubscriptionFilter): Prisma.SubscriptionWhereInput {
  const byEvent = { ...(event === undefined ? {} : { events: { has: event } }), ...searchFor(search) };
  switch (status) {
    case undefined:
      return byEvent;
    case "active":
      return { ...byEvent, pausedAt: null, disabledAt: null };
    case "paused":
      return { ...byEvent, pausedAt: { not: null }, disabledAt: null };
    case "disabled":
      return { ...byEvent, disabledAt: { not: null } };
    default:
      return status satisfies never;
  }
}

function searchFor(search: string | undefined): Prisma.SubscriptionWhereInput {
  if (search === undefined) return {};
  return {
    OR: [
      { description: { contains: search, mode: "insensitive" } },
      { destinationConfig: { path: ["url"], string_contains: search, mode: "insensitive" } },
      { events: { has: search } },
      { id: search },
    ],
  };
}

export async function listLiveSubscriptionIds(tenantId: string): Promise<string[]> {
  const rows = await db().subscription.findMany({ where: { tenantId, deletedAt: null }, select: { id: true } });
  return rows.map((row) => row.id);
}
