"use client";

import { useEvent } from "@/lib/client/hooks/use-events";
import type { EventWithData } from "@/lib/client/queries/events";
import { CopyButton } from "../common/CopyButton";
import { CopyId } from "../common/CopyId";
import { JsonView } from "../common/JsonView";
import { PageHeader } from "../common/PageHeader";
import { PageQueryState } from "../common/PageQueryState";
import { DeliveriesDataTable } from "../deliveries/DeliveriesDataTable";
import { Card } from "../ui/Card";
import { EventFacts } from "./EventFacts";
import { EventPill } from "./EventPill";
import { NobodyGotIt } from "./NobodyGotIt";

const MOST_DELIVERIES = 100;

const PARENT = { href: "/events", label: "Events" };

export function EventPage({ id }: { id: string }) {
  const query = useEvent(id);
  return (
    <PageQueryState query={query} title="Event" parent={PARENT}>
      {(event) => <EventView event={event} />}
    </PageQueryState>
  );
}

function EventView({ event }: { event: EventWithData }) {
  return (
    <>
      <PageHeader
        title={event.type}
        parent={{ ...PARENT, here: <CopyId id={event.id} whole /> }}
        beside={<EventPill status={event.status} />}
      />
      <h2 className="mb-2 font-semibold text-sm">Who got it, and who did not</h2>
      <DeliveriesDataTable
        label="Deliveries of this event"
        filters={{ eventId: event.id, limit: MOST_DELIVERIES }}
        omit="event"
        empty={<NobodyGotIt event={event} />}
      />
      <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Card title="Data" aside={<CopyButton text={event.dataText} label="data" />}>
          <div className="p-3.5">
            <JsonView text={event.dataText} />
          </div>
        </Card>
        <Card title="Event">
          <div className="p-3.5">
            <EventFacts event={event} />
          </div>
        </Card>
      </div>
    </>
  );
}
