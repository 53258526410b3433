import type { Metadata } from "next";
import { NewSubscriptionPage } from "@/components/subscriptions/NewSubscriptionPage";
import { destinationTypesQuery, knownTypesQuery } from "@/lib/client/queries/catalogue";
import { eventsQuery, RECENT_EVENTS } from "@/lib/client/queries/events";
import { FirstView } from "../../_first-view/FirstView";

export const metadata: Metadata = { title: "New subscription" };

export default function Page() {
  return (
    <FirstView
      queries={(tenantId) => [destinationTypesQuery(), knownTypesQuery(tenantId), eventsQuery(tenantId, RECENT_EVENTS)]}
    >
      <NewSubscriptionPage />
    </FirstView>
  );
}
