import { lineOf } from "@/lib/client/delivery-state";
import type { Destination } from "@/lib/client/hooks/use-destinations";
import { outcomeTitle, skipSentence } from "@/lib/client/sentences";
import type { DeliveryOut } from "@/lib/contracts/delivery";
import { CopyId } from "../common/CopyId";
import type { Column } from "../common/column";
import { DestinationName } from "../common/DestinationName";
import { Line } from "../common/Line";
import { RowLink } from "../common/RowLink";
import { StatePill } from "../common/StatePill";
import { DueTime, Time } from "../common/Time";
import { Button } from "../ui/Button";

interface DeliveryColumnOptions {
  destinationOf: (subscriptionId: string) => Destination;
  /** What all rows have in common needs no column. */
  omit: "destination" | "event" | undefined;
  onReplay: ((delivery: DeliveryOut) => void) | undefined;
  /** The delivery whose replay is on its way to the API. */
  busyId: string | undefined;
}

type DeliveryColumn = Column<DeliveryOut>;

export function deliveryColumns({ destinationOf, omit, onReplay, busyId }: DeliveryColumnOptions): DeliveryColumn[] {
  const shown: (DeliveryColumn | null)[] = [
    { header: "Status", cell: (delivery) => <StatePill delivery={delivery} />, className: "w-px" },
    omit === "event" ? destinationLinkColumn(destinationOf) : eventColumn(omit === undefined ? destinationOf : null),
    omit === undefined
      ? {
          header: "Destination",
          from: "md",
          cell: ({ subscriptionId }) => <DestinationName>{destinationOf(subscriptionId).name}</DestinationName>,
        }
      : null,
    { header: "Line", from: "lg", cell: lineCell },
    { header: "Answer", from: "sm", align: "right", cell: answerCell },
    { header: "Next", from: "md", cell: (delivery) => nextCell(delivery, destinationOf(delivery.subscriptionId)) },
    {
      header: "Accepted",
      align: "right",
      from: onReplay ? "sm" : undefined,
      className: "text-soft",
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
    onReplay ? replayColumn(onReplay, busyId) : null,
  ];
  return shown.filter((column) => column !== null);
}

/** `destinationOf` where the destination has to stand below the type on a phone. */
function eventColumn(destinationOf: DeliveryColumnOptions["destinationOf"] | null): DeliveryColumn {
  return {
    header: "Event",
    cell: ({ id, eventType, eventId, subscriptionId }) => (
      <>
        <RowLink href={`/deliveries/${id}`}>{eventType}</RowLink>
        {destinationOf ? (
          <div className="text-faint text-xs md:hidden">
            <DestinationName>{destinationOf(subscriptionId).name}</DestinationName>
          </div>
        ) : null}
        <div className="max-sm:hidden">
          <CopyId id={eventId} />
        </div>
      </>
    ),
  };
}

function destinationLinkColumn(destinationOf: DeliveryColumnOptions["destinationOf"]): DeliveryColumn {
  return {
    header: "Destination",
    cell: ({ id, subscriptionId }) => (
      <>
        <RowLink href={`/deliveries/${id}`}>
          <DestinationName>{destinationOf(subscriptionId).name}</DestinationName>
        </RowLink>
        <div className="max-sm:hidden">
          <CopyId id={id} />
        </div>
      </>
    ),
  };
}

function replayColumn(onReplay: (delivery: DeliveryOut) => void, busyId: string | undefined): DeliveryColumn {
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

function lineCell(delivery: DeliveryOut) {
  if (delivery.status === "skipped")
    return <span className="text-faint text-xs">{skipSentence(delivery.skipReason)}</span>;
  return <Line marks={lineOf(delivery)} />;
}

function answerCell({ lastOutcome, lastStatusCode }: DeliveryOut) {
  if (lastOutcome === null) return <span className="text-faint">–</span>;
  const title = outcomeTitle(lastOutcome, lastStatusCode);
  return <span title={title}>{lastStatusCode ?? title}</span>;
}

function nextCell({ status, nextAttemptAt }: DeliveryOut, destination: Destination) {
  if (status === "pending" && destination.isPaused) return <span className="text-faint">paused</span>;
  if (status === "dead") return <span className="text-faint">none</span>;
  return nextAttemptAt === null ? <span className="text-faint">–</span> : <DueTime at={nextAttemptAt} />;
}
