import { db } from "./transaction";

/** Old secrets that may sign beside a new one: each adds a signature to every request. */
const MOST_OVERLAPPING = 3;

export interface StoredSecret {
  id: string;
  ciphertext: string;
  expiresAt: Date | null;
}

/** In force, newest first. */
export function findSecrets(subscriptionId: string, now = new Date()): Promise<StoredSecret[]> {
  return db().subscriptionSecret.findMany({
    where: { subscriptionId, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
    orderBy: { id: "desc" },
    select: { id: true, ciphertext: true, expiresAt: true },
  });
}

export async function insertSecret(row: { id: string; subscriptionId: string; ciphertext: string }): Promise<void> {
  await db().subscriptionSecret.create({ data: row, select: { id: true } });
}

/** The secrets there are end at this time, or sooner where that was said before; the oldest past the most at once. */
export async function endSecrets(subscriptionId: string, expiresAt: Date): Promise<boolean> {
  const secrets = await findSecrets(subscriptionId);
  const ending = expiresAt.getTime() <= Date.now() ? [] : secrets.slice(0, MOST_OVERLAPPING);
  const kept = ending.map((secret) => secret.id);
  await db().subscriptionSecret.deleteMany({ where: { subscriptionId, id: { notIn: kept } } });
  await db().subscriptionSecret.updateMany({
    where: { id: { in: kept }, OR: [{ expiresAt: null }, { expiresAt: { gt: expiresAt } }] },
    data: { expiresAt },
  });
  return ending.length > 0;
}

/** Of all subscriptions; each of them once in the answer. */
export function deleteExpiredSecrets(
  now: Date,
): Promise<{ tenantId: string; subscriptionId: string; partitionId: number }[]> {
  return db().$queryRaw`
    with gone as (delete from subscription_secrets where expires_at <= ${now} returning subscription_id)
    select distinct t.id as "tenantId", s.id as "subscriptionId", t.partition_id as "partitionId"
      from gone join subscriptions s on s.id = gone.subscription_id join tenants t on t.id = s.tenant_id`;
}
