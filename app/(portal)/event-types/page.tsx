import type { Metadata } from "next";
import { EventTypesPage } from "@/components/event-types/EventTypesPage";
import { EVENT_TYPE_FILTERS, eventTypesQuery } from "@/lib/client/queries/event-types";
import { FirstView } from "../_first-view/FirstView";
import { readFilters, type SearchParams } from "../_first-view/search";

export const metadata: Metadata = { title: "Event types" };

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const filters = await readFilters(searchParams, EVENT_TYPE_FILTERS);
  return (
    <FirstView queries={(tenantId) => [eventTypesQuery(tenantId, filters)]}>
      <EventTypesPage />
    </FirstView>
  );
}
