"use client";

import { useState } from "react";
import { countOf } from "@/lib/client/format";
import type { Selection } from "@/lib/client/hooks/use-selection";
import { useScope } from "@/lib/client/scope";
import { ConfirmReplay } from "../replays/ConfirmReplay";
import { Button } from "../ui/Button";

/** What can be done with the chosen rows; stays in sight while there are any. */
export function SelectionBar({ selection }: { selection: Selection }) {
  const { tenantId } = useScope();
  const [isAsking, setIsAsking] = useState(false);
  const ids = [...selection.ids];
  if (ids.length === 0) return null;
  return (
    <section
      aria-label="Chosen dead letters"
      className="appear sticky bottom-4 z-10 mx-auto mt-3.5 flex w-fit max-w-full flex-wrap items-center gap-3 rounded-panel border border-rule-strong bg-panel py-2 pr-2 pl-3.5"
    >
      <span className="font-medium">{countOf(ids.length, "dead letter")} chosen</span>
      <Button onClick={() => setIsAsking(true)}>Replay {ids.length}…</Button>
      <Button look="quiet" onClick={selection.clear}>
        Choose none
      </Button>
      <ConfirmReplay
        tenantId={tenantId}
        draft={{ filter: { status: ["dead"], deliveryIds: ids } }}
        open={isAsking}
        onClose={() => setIsAsking(false)}
      />
    </section>
  );
}
