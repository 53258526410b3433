import type { Metadata } from "next";
import { EventPage } from "@/components/events/EventPage";
import { eventQuery } from "@/lib/client/queries/events";
import { ALL_SUBSCRIPTIONS, subscriptionsQuery } from "@/lib/client/queries/subscriptions";
import { FirstView } from "../../_first-view/FirstView";

export const metadata: Metadata = { title: "Event" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <FirstView queries={(tenantId) => [eventQuery(id), subscriptionsQuery(tenantId, ALL_SUBSCRIPTIONS)]}>
      <EventPage id={id} />
    </FirstView>
  );
}
