import type { Metadata } from "next";
import { EventTypePage } from "@/components/event-types/EventTypePage";
import { eventTypeQuery } from "@/lib/client/queries/event-types";
import { FirstView } from "../../_first-view/FirstView";

export const metadata: Metadata = { title: "Event type" };

export default async function Page({ params }: { params: Promise<{ name: string }> }) {
  const name = decodeURIComponent((await params).name);
  return (
    <FirstView queries={(tenantId) => [eventTypeQuery(tenantId, name)]}>
      <EventTypePage name={name} />
    </FirstView>
  );
}
