import { formatMs } from "@/lib/client/format";
import type { EngineRunOut } from "@/lib/contracts/engine-run";
import type { Column } from "../common/column";
import { RowLink } from "../common/RowLink";
import { Countdown, Time } from "../common/Time";
import { EngineRunPill } from "./EngineRunPill";

export function engineRunColumns(): Column<EngineRunOut>[] {
  return [
    { header: "State", className: "w-px", cell: (run) => <EngineRunPill run={run} /> },
    {
      header: "Function",
      cell: ({ id, functionId, eventName }) => (
        <>
          <RowLink href={`/engine/${id}`}>{functionId}</RowLink>
          <div className="truncate font-mono text-faint text-xs">{eventName}</div>
        </>
      ),
    },
    { header: "Steps", align: "right", from: "sm", cell: ({ stepCount }) => stepCount },
    { header: "What happens", from: "md", cell: whatCell },
    { header: "Took", align: "right", from: "lg", className: "text-soft", cell: tookCell },
    {
      header: "Made",
      align: "right",
      from: "sm",
      className: "text-soft",
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
  ];
}

function whatCell({ status, reason, isRunning, nextAt }: EngineRunOut) {
  if (reason !== null) return <span className="line-clamp-2 break-words text-dead text-sm">{reason}</span>;
  if (status !== "active") return <span className="text-faint">–</span>;
  if (isRunning) return <span className="text-soft">a worker runs it now</span>;
  if (nextAt === null) return <span className="text-soft">waits for an event or another run</span>;
  return (
    <span className="text-soft">
      goes on <Countdown at={nextAt} />
    </span>
  );
}

function tookCell({ startedAt, endedAt }: EngineRunOut) {
  if (startedAt === null || endedAt === null) return <span className="text-faint">–</span>;
  return formatMs(Date.parse(endedAt) - Date.parse(startedAt));
}
