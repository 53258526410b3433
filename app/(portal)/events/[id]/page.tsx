import type { Metadata } from "next";
import { EventPage } from "@/components/events/EventPage";
import { eventQuery, eventTraceQuery } from "@/lib/client/queries/events";
import { FirstView } from "../../_first-view/FirstView";

export const metadata: Metadata = { title: "Event" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <FirstView queries={() => [eventQuery(id), eventTraceQuery(id)]}>
      <EventPage id={id} />
    </FirstView>
  );
}
