"use client";

import { useEvent } from "@/lib/client/hooks/use-events";
import type { EventWithData } from "@/lib/client/queries/events";
import { BodyView } from "../common/BodyView";
import { CopyId } from "../common/CopyId";
import { PageHeader } from "../common/PageHeader";
import { PageQueryState } from "../common/PageQueryState";
import { Time } from "../common/Time";
import { Card } from "../ui/Card";
import { EventFacts } from "./EventFacts";
import { EventPill } from "./EventPill";
import { EventTrace } from "./EventTrace";

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
      <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 space-y-3.5">
          <EventTrace event={event} />
          <Card title="Data" aside="byte for byte as it was published">
            {event.erasedAt ? (
              <p className="p-3.5 text-soft">
                It was erased <Time at={event.erasedAt} />; the log of its deliveries stays.
              </p>
            ) : (
              <BodyView text={event.dataText} label="data" />
            )}
          </Card>
        </div>
        <Card title="Event">
          <div className="p-3.5">
            <EventFacts event={event} />
          </div>
        </Card>
      </div>
    </>
  );
}
