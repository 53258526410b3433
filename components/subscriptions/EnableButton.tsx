"use client";

import { useState } from "react";
import { useEnableSubscription } from "@/lib/client/hooks/use-subscription-commands";
import type { SubscriptionOut } from "@/lib/contracts/subscription";
import { Button } from "../ui/Button";
import { Checkbox } from "../ui/Checkbox";
import { Dialog } from "../ui/Dialog";

/** Asks whether what was missed shall be sent too. */
export function EnableButton({ subscription }: { subscription: SubscriptionOut }) {
  const enable = useEnableSubscription(subscription);
  const [isAsking, setIsAsking] = useState(false);
  const [wanted, setWanted] = useState({ replayMissed: true, replayDead: false });
  const close = () => setIsAsking(false);
  return (
    <>
      <Button look="primary" busy={enable.isPending} onClick={() => setIsAsking(true)}>
        Enable…
      </Button>
      <Dialog title="Enable this subscription?" open={isAsking} onClose={close}>
        <p className="mb-3.5 text-soft">Events are sent here again from now on. What shall become of the others?</p>
        <div className="space-y-2.5">
          <Checkbox
            label="Send what it missed"
            checked={wanted.replayMissed}
            onChange={(event) => setWanted({ ...wanted, replayMissed: event.target.checked })}
            hint="Events that were skipped because it was disabled."
          />
          <Checkbox
            label="Send its dead letters again"
            checked={wanted.replayDead}
            onChange={(event) => setWanted({ ...wanted, replayDead: event.target.checked })}
            hint="Every dead letter of this subscription that is still kept."
          />
        </div>
        <div className="mt-5 flex justify-end gap-3">
          <Button onClick={close}>Keep it disabled</Button>
          <Button look="primary" onClick={() => enable.mutate(wanted, { onSuccess: close })} busy={enable.isPending}>
            Enable it
          </Button>
        </div>
      </Dialog>
    </>
  );
}
