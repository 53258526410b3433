"use client";

import { useState } from "react";
import { toCurl } from "@/lib/client/curl";
import { useCopy } from "@/lib/client/hooks/use-copy";
import { useCancelDelivery, useReplayDelivery } from "@/lib/client/hooks/use-delivery-commands";
import { useKey } from "@/lib/client/hooks/use-key";
import { useCanWrite } from "@/lib/client/session";
import type { AttemptOut } from "@/lib/contracts/attempt";
import type { DeliveryDetailOut } from "@/lib/contracts/delivery";
import { Confirm } from "../common/Confirm";
import { Button } from "../ui/Button";
import { Kbd } from "../ui/Kbd";

interface DeliveryActionsProps {
  delivery: DeliveryDetailOut;
  attempt: AttemptOut | null;
  /** Of the webhook; null where there is none. */
  url: string | null;
}

export function DeliveryActions({ delivery, attempt, url }: DeliveryActionsProps) {
  const mayWrite = useCanWrite();
  return (
    <>
      <CopyCurlButton delivery={delivery} attempt={attempt} url={url} />
      {mayWrite && delivery.status === "pending" ? <CancelButton delivery={delivery} /> : null}
      {mayWrite ? <ReplayButton delivery={delivery} /> : null}
    </>
  );
}

function ReplayButton({ delivery }: { delivery: DeliveryDetailOut }) {
  const replay = useReplayDelivery();
  const press = () => replay.mutate(delivery);
  useKey("r", press);
  return (
    <Button look="primary" busy={replay.isPending} onClick={press}>
      {delivery.status === "skipped" ? "Send anyway" : "Replay now"} <Kbd>r</Kbd>
    </Button>
  );
}

function CancelButton({ delivery }: { delivery: DeliveryDetailOut }) {
  const cancel = useCancelDelivery();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button busy={cancel.isPending} onClick={() => setIsAsking(true)}>
        Cancel…
      </Button>
      <Confirm
        title="Cancel this delivery?"
        confirm="Cancel the delivery"
        open={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={() => cancel.mutate(delivery)}
      >
        No further attempt is made, and this subscription does not get this event. The event stays, other subscriptions
        get it, and you can replay it later.
      </Confirm>
    </>
  );
}

/** The request as it was sent, with its signature; nothing to copy before there is a URL and a body. */
function CopyCurlButton({ delivery, attempt, url }: DeliveryActionsProps) {
  const { copied, copy } = useCopy();
  if (!url || delivery.requestBody === null) return null;
  const headers = attempt?.requestHeaders ?? { "content-type": "application/json" };
  return (
    <Button onClick={() => copy(toCurl({ url, headers, body: delivery.requestBody }))}>
      {copied ? "Copied" : "Copy as curl"}
    </Button>
  );
}
