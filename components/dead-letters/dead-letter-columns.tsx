import { lineOf } from "@/lib/client/delivery-state";
import type { Destination } from "@/lib/client/hooks/use-destinations";
import type { Selection } from "@/lib/client/hooks/use-selection";
import { outcomeTitle } from "@/lib/client/sentences";
import type { DeliveryOut } from "@/lib/contracts/delivery";
import { CopyId } from "../common/CopyId";
import type { Column } from "../common/column";
import { DestinationName } from "../common/DestinationName";
import { Line } from "../common/Line";
import { RowLink } from "../common/RowLink";
import { Time } from "../common/Time";
import { Button } from "../ui/Button";

interface DeadLetterColumnOptions {
  destinationOf: (subscriptionId: string) => Destination;
  /** Null where many cannot be replayed at once. */
  selection: Selection | null;
  onReplay: ((delivery: DeliveryOut) => void) | null;
  /** The delivery whose replay is on its way to the API. */
  busyId: string | null;
}

export function deadLetterColumns(options: DeadLetterColumnOptions): Column<DeliveryOut>[] {
  const { destinationOf, selection, onReplay, busyId } = options;
  const columns: (Column<DeliveryOut> | null)[] = [
    selection ? selectColumn(selection) : null,
    {
      header: "Event",
      cell: ({ id, eventType, eventId, subscriptionId }) => (
        <>
          <RowLink href={`/deliveries/${id}`}>{eventType}</RowLink>
          <div className="text-faint text-xs md:hidden">
            <DestinationName>{destinationOf(subscriptionId).name}</DestinationName>
          </div>
          <div className="max-sm:hidden">
            <CopyId id={eventId} />
          </div>
        </>
      ),
    },
    {
      header: "Destination",
      from: "md",
      cell: ({ subscriptionId }) => <DestinationName>{destinationOf(subscriptionId).name}</DestinationName>,
    },
    { header: "Line", from: "lg", cell: (delivery) => <Line marks={lineOf(delivery)} /> },
    { header: "Last answer", from: "sm", cell: lastAnswer },
    {
      header: "Died",
      align: "right",
      from: "sm",
      className: "text-soft",
      cell: ({ settledAt, lastAttemptAt }) => <Time at={settledAt ?? lastAttemptAt} />,
    },
    onReplay ? replayColumn(onReplay, busyId) : null,
  ];
  return columns.filter((column) => column !== null);
}

function selectColumn({ ids, toggle }: Selection): Column<DeliveryOut> {
  return {
    header: "Choose",
    className: "w-px",
    cell: ({ id, eventType }) => (
      <input
        type="checkbox"
        aria-label={`Choose ${eventType}, ${id}`}
        checked={ids.has(id)}
        onChange={() => toggle(id)}
        className="relative z-10 block size-4 accent-accent"
      />
    ),
  };
}

function lastAnswer({ lastOutcome, lastStatusCode }: DeliveryOut) {
  if (lastOutcome === null) return <span className="text-faint">–</span>;
  return <span className="text-soft">{outcomeTitle(lastOutcome, lastStatusCode)}</span>;
}

function replayColumn(onReplay: (delivery: DeliveryOut) => void, busyId: string | null): Column<DeliveryOut> {
  return {
    header: "Action",
    align: "right",
    className: "w-px",
    cell: (delivery) => (
      <Button className="relative z-10" busy={busyId === delivery.id} onClick={() => onReplay(delivery)}>
        Replay
      </Button>
    ),
  };
}
