import { countOf } from "@/lib/client/format";
import type { EventOut } from "@/lib/contracts/event";
import { CopyId } from "../common/CopyId";
import type { Column } from "../common/column";
import { RowLink } from "../common/RowLink";
import { Time } from "../common/Time";
import { EventPill } from "./EventPill";

export const EVENT_COLUMNS: readonly Column<EventOut>[] = [
  { header: "Status", cell: ({ status }) => <EventPill status={status} />, className: "w-px" },
  {
    header: "Type",
    cell: ({ id, type }) => (
      <>
        <RowLink href={`/events/${id}`}>{type}</RowLink>
        <div className="max-sm:hidden">
          <CopyId id={id} />
        </div>
      </>
    ),
  },
  { header: "Went to", from: "sm", cell: (event) => <WentTo event={event} /> },
  { header: "External id", from: "lg", cell: ({ externalId }) => (externalId ? <CopyId id={externalId} /> : <Dash />) },
  {
    header: "Correlation id",
    from: "lg",
    cell: ({ correlationId }) => (correlationId ? <CopyId id={correlationId} /> : <Dash />),
  },
  { header: "Sequence", from: "md", align: "right", cell: ({ sequence }) => sequence ?? <Dash /> },
  { header: "Accepted", align: "right", className: "text-soft", cell: ({ acceptedAt }) => <Time at={acceptedAt} /> },
];

function WentTo({ event: { matched, skipped } }: { event: EventOut }) {
  if (matched === null) return <Dash />;
  return (
    <>
      {matched === 0 ? "nobody" : countOf(matched, "subscription")}
      {skipped ? <span className="text-faint text-xs"> · {skipped} skipped it</span> : null}
    </>
  );
}

function Dash() {
  return <span className="text-faint">–</span>;
}
