import { setTimeout as sleep } from "node:timers/promises";
import { SECOND_MS } from "@/lib/clock";
import type { ReadyOut, UndeliveredByTenantOut, UndeliveredOut } from "@/lib/contracts/health";
import { AppError } from "@/lib/errors";
import { idBound } from "@/lib/ids";
import { countUndelivered } from "@/lib/queries/undelivered";
import { listUndeliveredByTenant } from "@/lib/queries/undelivered-by-tenant";
import { isSetUp } from "@/lib/queries/users";
import { windowMsOf } from "./window-ms";

/** A load balancer asks every few seconds and waits about as long. */
const READY_WITHIN_MS = 3_000;

const MOST_TENANTS = 200;

/** The north star of a tenant, or of the installation (`tenantId` null). `window` like 1h. */
export async function readUndelivered(tenantId: string | null, window: string): Promise<UndeliveredOut> {
  const { windowMs, bounds } = boundsOf(window);
  const { oldestEventId, ...counts } = await countUndelivered(tenantId, bounds);
  return {
    windowSeconds: windowMs / SECOND_MS,
    ...counts,
    oldest: oldestEventId === null ? null : timeOfId(oldestEventId),
  };
}

/** For operators: at most the 200 tenants that have most. */
export async function readUndeliveredByTenant(window: string): Promise<UndeliveredByTenantOut> {
  const { windowMs, bounds } = boundsOf(window);
  const rows = await listUndeliveredByTenant(bounds, MOST_TENANTS);
  const data = rows.map(({ oldestEventId, ...row }) => ({ ...row, oldest: timeOfId(oldestEventId) }));
  return { windowSeconds: windowMs / SECOND_MS, data };
}

function boundsOf(window: string) {
  const windowMs = windowMsOf(window);
  const since = Date.now() - windowMs;
  return { windowMs, bounds: { eventBound: idBound("event", since), deliveryBound: idBound("delivery", since) } };
}

/** Throws `unavailable` while the database does not answer. */
export async function readReadiness(): Promise<ReadyOut> {
  try {
    return { status: "ready", setUp: await Promise.race([isSetUp(), noAnswer()]) };
  } catch (cause) {
    throw new AppError("unavailable", "The database does not answer. Try again in a moment.", {
      cause,
      retryAfterSeconds: 5,
    });
  }
}

/** Ids begin with the milliseconds of their making, in 12 hex digits. */
function timeOfId(id: string): string {
  const hex = id.slice(id.indexOf("_") + 1).slice(0, 12);
  return new Date(Number.parseInt(hex, 16)).toISOString();
}

/** A database that hangs (a cut network, a frozen host) refuses nothing: without this the question hangs with it. */
async function noAnswer(): Promise<never> {
  await sleep(READY_WITHIN_MS, undefined, { ref: false });
  throw new Error(`The database did not answer within ${READY_WITHIN_MS} ms.`);
}
