import { SECOND_MS } from "@/lib/clock";
import { replayFilter } from "@/lib/contracts/replay";
import type { EnableIn, SubscriptionEnabledOut } from "@/lib/contracts/subscription";
import { forgetFailing } from "@/lib/queries/endpoint-health";
import { inTransaction } from "@/lib/queries/transaction";
import type { Caller } from "./audit";
import { changeSubscription, type SubscriptionRef } from "./change-subscription";
import { countReplay, createReplay } from "./replays";

/** Clocks of two machines differ by less. */
const CLOCK_SLACK_MS = 5 * SECOND_MS;

/** From the commit on it is sent to again. What it missed stays skipped unless the caller wants it, as a replay. */
export function enableSubscription(
  caller: Caller,
  ref: SubscriptionRef,
  wanted: EnableIn,
): Promise<SubscriptionEnabledOut> {
  return inTransaction(async () => {
    let disabledAt: Date | null = null;
    const out = await changeSubscription(caller, ref, "enable", (row) => {
      disabledAt = row.disabledAt;
      return row.disabledAt ? { disabledAt: null, disabledReason: null } : {};
    });
    if (!disabledAt) return { ...out, replay: null };
    await forgetFailing(ref.id);
    const replay = await replayMissed(caller, { ref, wanted, disabledAt });
    return { ...out, failing: null, replay };
  });
}

interface Missed {
  ref: SubscriptionRef;
  wanted: EnableIn;
  disabledAt: Date;
}

async function replayMissed(caller: Caller, { ref, wanted, disabledAt }: Missed) {
  const status = [...(wanted.replayMissed ? ["skipped"] : []), ...(wanted.replayDead ? ["dead"] : [])];
  if (status.length === 0) return null;
  const filter = replayFilter.parse({
    subscriptionId: ref.id,
    status,
    skipReason: "disabled",
    settledAfter: new Date(disabledAt.getTime() - CLOCK_SLACK_MS),
  });
  const everything = { after: null, before: null, target: null, ratePerSecond: null };
  const prepared = await countReplay(ref.tenantId, { ...everything, filter, origin: "missed" });
  const { id, total } = await createReplay(caller, prepared);
  return { id, total };
}
