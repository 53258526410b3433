import { formatCount } from "@/lib/client/format";
import type { Destination } from "@/lib/client/hooks/use-destinations";
import { replaySubject } from "@/lib/client/replay-draft";
import type { ReplayOut } from "@/lib/contracts/replay";
import type { Column } from "../common/column";
import { RowLink } from "../common/RowLink";
import { Time } from "../common/Time";
import { ReplayBar } from "./ReplayBar";
import { ReplayPill } from "./ReplayPill";

interface ReplayColumnOptions {
  destinationOf: (subscriptionId: string) => Destination;
}

export function replayColumns({ destinationOf }: ReplayColumnOptions): Column<ReplayOut>[] {
  return [
    { header: "Status", className: "w-px", cell: ({ status }) => <ReplayPill status={status} /> },
    {
      header: "What",
      cell: (replay) => (
        <>
          <RowLink href={`/replays/${replay.id}`}>{replaySubject(replay)}</RowLink>
          <div className="text-faint text-xs">{whereTo(replay, destinationOf)}</div>
        </>
      ),
    },
    { header: "Progress", from: "sm", className: "w-52", cell: (replay) => <ReplayBar replay={replay} /> },
    {
      header: "Sent",
      align: "right",
      className: "whitespace-nowrap",
      cell: ({ done, total }) => (
        <>
          {formatCount(done)} <span className="text-faint">of {formatCount(total)}</span>
        </>
      ),
    },
    { header: "Began", align: "right", from: "md", className: "text-soft", cell: beganCell },
  ];
}

function whereTo({ target, filter }: ReplayOut, destinationOf: ReplayColumnOptions["destinationOf"]): string {
  if (target) return `to ${destinationOf(target.subscriptionId).name}`;
  if (filter.subscriptionId) return `to ${destinationOf(filter.subscriptionId).name}`;
  return "to the subscriptions they were for";
}

function beganCell({ createdAt }: ReplayOut) {
  return <Time at={createdAt} />;
}
