import { startBenchReceiver } from "../lib/receiver";
import {
  addSubscription,
  countArrivals,
  newEndpoint,
  newTenant,
  pause,
  startLoad,
  untilArrived,
  untilRecorded,
  untilTrue,
} from "./load";
import type { Drill } from "./types";

const ARRIVAL_TIMEOUT_MS = 90_000;
/** A time-out of 3 s, recorded, and told by the tenant's health: generous for a busy machine. */
const TIMEOUT_TOLD_MS = 20_000;
/** Of one lane at most. */
const IN_FLIGHT = 32;

/** The endpoint is not there at all: refused, then started again on its port. */
const refused: Drill = {
  name: "connection refused",
  async run(stack, { isShort }) {
    const { tenant, receiver } = await newEndpoint(stack);
    await receiver.stop();
    const load = startLoad(stack, { tenant, perSecond: 20 });
    await pause(isShort ? 2_000 : 8_000);
    await load.stop();
    await receiver.restart();
    const recoveryMs = await untilArrived(receiver, load.accepted, ARRIVAL_TIMEOUT_MS);
    const count = countArrivals(receiver, load.accepted);
    await receiver.stop();
    return {
      ...count,
      allowedDuplicates: 0,
      recoveryMs,
      finding: "refused while it was down, delivered when it was back",
    };
  },
};

/**
 * Packets go nowhere: the receiver's process stands still (SIGSTOP), so that the system answers for it until its queue is
 * full, and then nobody does. What it had taken for it is read when it goes on, although we gave it up long before.
 */
const blackHole: Drill = {
  name: "black hole",
  async run(stack, { isShort }) {
    const tenant = await newTenant(stack);
    const receiver = await startBenchReceiver();
    await addSubscription(stack, tenant, { url: receiver.url, timeoutSeconds: 3 });
    const load = startLoad(stack, { tenant, perSecond: 20 });
    await pause(500);
    receiver.freeze();
    await pause(isShort ? 4_000 : 12_000);
    await load.stop();
    await untilTrue(async () => (await countAttempts(stack, tenant)) > 0, TIMEOUT_TOLD_MS);
    const attempts = await countAttempts(stack, tenant);
    receiver.thaw();
    const recoveryMs = await untilTrue(
      async () => (await receiver.progress()).unique >= load.accepted.size,
      ARRIVAL_TIMEOUT_MS,
    );
    const isRecorded = (await untilRecorded(stack, tenant, ARRIVAL_TIMEOUT_MS)) !== null;
    const { unique, duplicates } = await receiver.progress();
    receiver.stop();
    return {
      accepted: load.accepted.size,
      delivered: unique,
      lost: load.accepted.size - unique,
      duplicates,
      allowedDuplicates: attempts + IN_FLIGHT,
      recoveryMs,
      finding: `${attempts} attempts timed out while nothing answered`,
      failure: failureOf(attempts, isRecorded),
    };
  },
};

function failureOf(attempts: number, isRecorded: boolean): string | null {
  if (attempts === 0) return "no attempt timed out: the endpoint was not silent";
  return isRecorded ? null : "arrived, and not recorded as delivered";
}

/** Attempts that failed so far, as the tenant's health tells them, a second late. */
async function countAttempts(stack: Parameters<Drill["run"]>[0], tenant: string): Promise<number> {
  const path = `/api/v1/tenants/${tenant}/health`;
  const { attempts } = await stack.call<{ attempts: { errors: Record<string, number> } }>("GET", path);
  return Object.values(attempts.errors).reduce((sum, count) => sum + count, 0);
}

export const NETWORK_DRILLS: readonly Drill[] = [refused, blackHole];
