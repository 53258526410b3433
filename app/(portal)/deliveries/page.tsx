import type { Metadata } from "next";
import { DeliveriesPage } from "@/components/deliveries/DeliveriesPage";
import { DELIVERY_FILTERS, deliveriesQuery } from "@/lib/client/queries/deliveries";
import { ALL_SUBSCRIPTIONS, subscriptionsQuery } from "@/lib/client/queries/subscriptions";
import { FirstView } from "../_first-view/FirstView";
import { readFilters, type SearchParams } from "../_first-view/search";

export const metadata: Metadata = { title: "Deliveries" };

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const filters = await readFilters(searchParams, DELIVERY_FILTERS);
  return (
    <FirstView
      queries={(tenantId) => [deliveriesQuery(tenantId, filters), subscriptionsQuery(tenantId, ALL_SUBSCRIPTIONS)]}
    >
      <DeliveriesPage />
    </FirstView>
  );
}
