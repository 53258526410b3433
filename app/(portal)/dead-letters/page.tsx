import type { Metadata } from "next";
import { DeadLettersPage } from "@/components/dead-letters/DeadLettersPage";
import { DELIVERY_FILTERS, deliveriesQuery } from "@/lib/client/queries/deliveries";
import { ALL_SUBSCRIPTIONS, subscriptionsQuery } from "@/lib/client/queries/subscriptions";
import { FirstView } from "../_first-view/FirstView";
import { readFilters, type SearchParams } from "../_first-view/search";

export const metadata: Metadata = { title: "Dead letters" };

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const filters = await readFilters(searchParams, DELIVERY_FILTERS);
  return (
    <FirstView
      queries={(tenantId) => [
        deliveriesQuery(tenantId, { ...filters, status: "dead" }),
        subscriptionsQuery(tenantId, ALL_SUBSCRIPTIONS),
      ]}
    >
      <DeadLettersPage />
    </FirstView>
  );
}
