import type { Metadata } from "next";
import { EventsPage } from "@/components/events/EventsPage";
import { EVENT_FILTERS, eventsQuery } from "@/lib/client/queries/events";
import { FirstView } from "../_first-view/FirstView";
import { readFilters, type SearchParams } from "../_first-view/search";

export const metadata: Metadata = { title: "Events" };

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const filters = await readFilters(searchParams, EVENT_FILTERS);
  return (
    <FirstView queries={(tenantId) => [eventsQuery(tenantId, filters)]}>
      <EventsPage />
    </FirstView>
  );
}
