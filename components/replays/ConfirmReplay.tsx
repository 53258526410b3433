"use client";

import { useRouter } from "next/navigation";
import { formatCount } from "@/lib/client/format";
import { useCreateReplay, useReplayCount } from "@/lib/client/hooks/use-replays";
import type { ReplayDraft } from "@/lib/client/replay-draft";
import { ErrorState } from "../common/ErrorState";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Skeleton } from "../ui/Skeleton";
import { ReplayEffect } from "./ReplayEffect";

interface ConfirmReplayProps {
  tenantId: string | null;
  draft: ReplayDraft;
  open: boolean;
  onClose: () => void;
}

/** Counts first, says what is going to happen, then begins and leads to the progress. */
export function ConfirmReplay({ tenantId, draft, open, onClose }: ConfirmReplayProps) {
  const router = useRouter();
  const query = useReplayCount(tenantId, open ? draft : null);
  const create = useCreateReplay();
  const count = query.data;
  const begin = () => create.mutate({ tenantId, draft }, { onSuccess: ({ id }) => router.push(`/replays/${id}`) });
  return (
    <Dialog title="Send these again?" open={open} onClose={onClose}>
      <div className="text-soft">
        {count ? (
          count.total === 0 ? (
            <p>Nothing fits any more. It may have been replayed meanwhile.</p>
          ) : (
            <ReplayEffect count={count} ratePerSecond={draft.ratePerSecond ?? null} />
          )
        ) : query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton className="h-20" />
        )}
      </div>
      <div className="mt-5 flex justify-end gap-3">
        <Button onClick={onClose}>Leave them</Button>
        <Button
          look="primary"
          busy={create.isPending || create.isSuccess}
          disabled={!count || count.total === 0}
          onClick={begin}
        >
          Replay {count ? formatCount(count.total) : ""}
        </Button>
      </div>
    </Dialog>
  );
}
