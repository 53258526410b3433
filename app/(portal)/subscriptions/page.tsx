import type { Metadata } from "next";
import { SubscriptionsPage } from "@/components/subscriptions/SubscriptionsPage";
import { activityQuery, SUBSCRIPTION_FILTERS, subscriptionsQuery } from "@/lib/client/queries/subscriptions";
import { FirstView } from "../_first-view/FirstView";
import { readFilters, type SearchParams } from "../_first-view/search";

export const metadata: Metadata = { title: "Subscriptions" };

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const filters = await readFilters(searchParams, SUBSCRIPTION_FILTERS);
  return (
    <FirstView queries={(tenantId) => [subscriptionsQuery(tenantId, filters), activityQuery(tenantId)]}>
      <SubscriptionsPage />
    </FirstView>
  );
}
