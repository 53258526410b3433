"use client";

import Link from "next/link";
import { useState } from "react";
import { countOf, shortenId } from "@/lib/client/format";
import { useCancelDelivery, useReplayDelivery } from "@/lib/client/hooks/use-delivery-commands";
import { useCanWrite } from "@/lib/client/session";
import type { SubscriptionHealthOut } from "@/lib/contracts/lane-health";
import { Confirm } from "../common/Confirm";
import { Pill } from "../common/Pill";
import { Countdown } from "../common/Time";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";

type Blocking = SubscriptionHealthOut["blockedBy"][number];

/** From here on it was not counted further. */
const MOST_COUNTED = 1_000;

/** Of an ordered subscription: what others wait behind, with the two ways to go on. */
export function BlockedLanes({ health: { blockedBy, tenantId } }: { health: SubscriptionHealthOut }) {
  return (
    <Card title="Held up by their order" aside={countOf(blockedBy.length, "place")} className="mt-3.5">
      <ul>
        {blockedBy.map((blocking) => (
          <li
            key={blocking.deliveryId}
            className="flex flex-wrap items-center gap-x-3 gap-y-2 border-rule border-b px-3.5 py-2.5 last:border-b-0"
          >
            <Head blocking={blocking} />
            <BlockedActions blocking={blocking} tenantId={tenantId} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Head({ blocking: { deliveryId, orderingKey, status, nextAttemptAt, waiting } }: { blocking: Blocking }) {
  return (
    <>
      <Pill tone={status === "dead" ? "dead" : "retry"} sign={status === "dead" ? "■" : "◐"}>
        {status === "dead" ? "dead" : "retrying"}
      </Pill>
      <p className="min-w-0 flex-1 basis-64">
        {waiting >= MOST_COUNTED ? "At least " : ""}
        {countOf(waiting, "delivery waits", "deliveries wait")}
        {orderingKey === null ? null : (
          <>
            {" "}
            in the order of <code className="break-all font-mono text-mono">{orderingKey}</code>
          </>
        )}{" "}
        behind{" "}
        <Link href={`/deliveries/${deliveryId}`} className="font-mono text-accent text-mono underline">
          {shortenId(deliveryId)}
        </Link>
        <span className="text-soft">
          {status === "dead" ? ", until somebody replays or skips it." : null}
          {nextAttemptAt ? (
            <>
              , which is tried again <Countdown at={nextAttemptAt} />.
            </>
          ) : null}
        </span>
      </p>
    </>
  );
}

function BlockedActions({ blocking, tenantId }: { blocking: Blocking; tenantId: string }) {
  const mayWrite = useCanWrite();
  const replay = useReplayDelivery();
  const skip = useCancelDelivery("Skipped: the ones behind it go on.");
  const [isAsking, setIsAsking] = useState(false);
  const ref = { id: blocking.deliveryId, tenantId };
  if (!mayWrite) return null;
  return (
    <div className="flex gap-2">
      <Button busy={replay.isPending} onClick={() => replay.mutate(ref)}>
        {blocking.status === "dead" ? "Replay it" : "Try it now"}
      </Button>
      <Button busy={skip.isPending} onClick={() => setIsAsking(true)}>
        Skip it…
      </Button>
      <Confirm
        title="Skip this delivery?"
        confirm="Skip it"
        open={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={() => skip.mutate(ref)}
      >
        This subscription does not get this event, and the {countOf(blocking.waiting, "delivery", "deliveries")} behind
        it go on without it. The event stays, and you can replay it later, out of its order.
      </Confirm>
    </div>
  );
}
