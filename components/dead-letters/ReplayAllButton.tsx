"use client";

import { useState } from "react";
import { formatCount } from "@/lib/client/format";
import { useReplayCount } from "@/lib/client/hooks/use-replays";
import { type DeadLetterFilters, draftOfDeadLetters } from "@/lib/client/replay-draft";
import { useScope } from "@/lib/client/scope";
import { ConfirmReplay } from "../replays/ConfirmReplay";
import { Button } from "../ui/Button";

/** Every dead letter that fits the filters, counted before it is offered; nothing to press at zero. */
export function ReplayAllButton({ filters }: { filters: DeadLetterFilters }) {
  const { tenantId } = useScope();
  const draft = draftOfDeadLetters(filters);
  const count = useReplayCount(tenantId, draft).data;
  const [isAsking, setIsAsking] = useState(false);
  // It must never send more than the list shows.
  if (filters.outcome || filters.undelivered) return null;
  if (!count || count.total === 0) return null;
  return (
    <>
      <Button look="primary" onClick={() => setIsAsking(true)}>
        Replay {formatCount(count.total)} dead…
      </Button>
      <ConfirmReplay tenantId={tenantId} draft={draft} open={isAsking} onClose={() => setIsAsking(false)} />
    </>
  );
}
