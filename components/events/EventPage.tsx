"use client";

import { useDeliveries } from "@/lib/client/hooks/use-deliveries";
import { useEvent } from "@/lib/client/hooks/use-events";
import type { EventDetailOut } from "@/lib/contracts/event";
import { CopyButton } from "../common/CopyButton";
import { CopyId } from "../common/CopyId";
import { JsonView } from "../common/JsonView";
import { PageHeader } from "../common/PageHeader";
import { PageSkeleton } from "../common/PageSkeleton";
import { QueryState } from "../common/QueryState";
import { DeliveriesTable } from "../deliveries/DeliveriesTable";
import { Card } from "../ui/Card";
import { EventFacts } from "./EventFacts";
import { EventPill } from "./EventPill";
import { NobodyGotIt } from "./NobodyGotIt";

const MOST_DELIVERIES = 100;

export function EventPage({ id }: { id: string }) {
  const query = useEvent(id);
  return (
    <QueryState query={query} skeleton={<PageSkeleton />}>
      {(event) => <EventView event={event} />}
    </QueryState>
  );
}

function EventView({ event }: { event: EventDetailOut }) {
  const deliveries = useDeliveries({ eventId: event.id, limit: MOST_DELIVERIES });
  const data = JSON.stringify(event.data, null, 2);
  return (
    <>
      <PageHeader
        title={event.type}
        parent={{ href: "/events", label: "Events", here: <CopyId id={event.id} whole /> }}
        beside={<EventPill status={event.status} />}
      />
      <h2 className="mb-2 font-semibold text-sm">Who got it, and who did not</h2>
      <DeliveriesTable label="Deliveries of this event" query={deliveries} omit="event" empty={<NobodyGotIt event={event} />} />
      <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Card title="Data" aside={<CopyButton text={data} label="data" />}>
          <div className="p-3.5">
            <JsonView text={data} />
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
