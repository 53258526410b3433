"use client";

import { formatCount, formatSpan } from "@/lib/client/format";
import { useNow } from "@/lib/client/hooks/use-now";
import { replayPercent } from "@/lib/client/replay-draft";
import type { ReplayDetailOut } from "@/lib/contracts/replay";
import { Card } from "../ui/Card";
import { ReplayBar, ReplayLegend } from "./ReplayBar";

/** Survives a reload, because it is read from the replay itself. */
export function ReplayProgressCard({ replay }: { replay: ReplayDetailOut }) {
  return (
    <Card>
      <div className="px-4.5 pt-4 pb-4.5">
        <div className="mb-2.5 flex flex-wrap items-baseline gap-x-3">
          <b className="font-semibold text-figure tracking-[-0.03em]">{replayPercent(replay)} %</b>
          <span className="text-soft">
            <Sentence replay={replay} />
          </span>
        </div>
        <ReplayBar replay={replay} size="large" />
        <div className="mt-3">
          <ReplayLegend replay={replay} />
        </div>
        {replay.error ? <p className="mt-3 text-dead">{replay.error}</p> : null}
      </div>
    </Card>
  );
}

function Sentence({ replay }: { replay: ReplayDetailOut }) {
  const now = useNow();
  const { status, done, total, isTotalExact, estimatedEndAt, skipped } = replay;
  const about = isTotalExact ? "" : "about ";
  const counts = `${formatCount(done)} of ${about}${formatCount(total)} back on their line`;
  switch (status) {
    case "running": {
      if (!estimatedEndAt) return `${counts}; nothing was taken yet, and it goes on by itself when it is`;
      const left = Date.parse(estimatedEndAt) - now;
      return `${counts}; ${left > 0 ? `about ${formatSpan(left)} to go` : "nearly done"}`;
    }
    case "completed":
      return `${formatCount(done)} sent again${skipped > 0 ? `, ${formatCount(skipped)} left out` : ""}`;
    case "cancelled":
      return `${counts} when it was cancelled`;
    case "failed":
      return `${counts} when it stopped`;
    default:
      return status satisfies never;
  }
}
