import { lineOf } from "@/lib/client/delivery-state";
import { outcomeTitle, skipSentence } from "@/lib/client/sentences";
import type { DeliveryOut } from "@/lib/contracts/delivery";
import { CopyId } from "../common/CopyId";
import type { Column } from "../common/column";
import { Line } from "../common/Line";
import { RowLink } from "../common/RowLink";
import { StatePill } from "../common/StatePill";
import { Countdown, Time } from "../common/Time";
import { Button } from "../ui/Button";

interface DeliveryColumnOptions {
  nameOf: (subscriptionId: string) => string;
  omit: "destination" | "event" | undefined;
  onReplay: ((delivery: DeliveryOut) => void) | undefined;
  /** The delivery whose replay is on its way to the API. */
  busyId: string | undefined;
}

export function deliveryColumns({ nameOf, omit, onReplay, busyId }: DeliveryColumnOptions): Column<DeliveryOut>[] {
  const columns: Column<DeliveryOut>[] = [
    { header: "Status", cell: (delivery) => <StatePill delivery={delivery} />, className: "w-px" },
    { header: "Event", cell: (delivery) => <EventCell delivery={delivery} nameOf={nameOf} omit={omit} /> },
  ];
  if (omit !== "destination")
    columns.push({ header: "Destination", from: "md", cell: ({ subscriptionId }) => nameOf(subscriptionId) });
  columns.push(
    { header: "Line", from: "lg", cell: lineCell },
    { header: "Answer", from: "sm", align: "right", cell: answerCell },
    { header: "Next", from: "md", cell: nextCell },
    { header: "Accepted", align: "right", className: "text-soft", cell: ({ createdAt }) => <Time at={createdAt} /> },
  );
  if (onReplay) {
    columns.push({
      header: "Action",
      align: "right",
      className: "w-px",
      cell: (delivery) => (
        <Button className="relative z-10" busy={busyId === delivery.id} onClick={() => onReplay(delivery)}>
          Replay
        </Button>
      ),
    });
  }
  return columns;
}

function EventCell({
  delivery,
  nameOf,
  omit,
}: Pick<DeliveryColumnOptions, "nameOf" | "omit"> & { delivery: DeliveryOut }) {
  const isAboutEvent = omit === "event";
  return (
    <>
      <RowLink href={`/deliveries/${delivery.id}`}>
        {isAboutEvent ? nameOf(delivery.subscriptionId) : delivery.eventType}
      </RowLink>
      {omit ? null : <div className="text-faint text-xs md:hidden">{nameOf(delivery.subscriptionId)}</div>}
      <div className="max-sm:hidden">
        <CopyId id={isAboutEvent ? delivery.id : delivery.eventId} />
      </div>
    </>
  );
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

function nextCell({ status, nextAttemptAt }: DeliveryOut) {
  if (status === "dead") return <span className="text-faint">none</span>;
  return nextAttemptAt === null ? <span className="text-faint">–</span> : <Countdown at={nextAttemptAt} />;
}
