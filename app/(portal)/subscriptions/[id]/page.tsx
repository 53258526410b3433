import type { Metadata } from "next";
import { SubscriptionPage } from "@/components/subscriptions/SubscriptionPage";
import { deliverySeriesQuery, hoursOf } from "@/lib/client/queries/overview";
import { SUBSCRIPTION_TABS, subscriptionQuery } from "@/lib/client/queries/subscriptions";
import { FirstView } from "../../_first-view/FirstView";
import { readFilters, type SearchParams } from "../../_first-view/search";

export const metadata: Metadata = { title: "Subscription" };

type PageProps = { params: Promise<{ id: string }>; searchParams: SearchParams };

export default async function Page({ params, searchParams }: PageProps) {
  const { id } = await params;
  const hours = hoursOf((await readFilters(searchParams, SUBSCRIPTION_TABS)).hours);
  return (
    <FirstView
      queries={(tenantId) => [subscriptionQuery(id), deliverySeriesQuery(tenantId, { hours, subscriptionId: id })]}
    >
      <SubscriptionPage id={id} />
    </FirstView>
  );
}
