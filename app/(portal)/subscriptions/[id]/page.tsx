import type { Metadata } from "next";
import { SubscriptionPage } from "@/components/subscriptions/SubscriptionPage";
import { firstSubscription } from "@/lib/client/queries/first-subscription";
import { SUBSCRIPTION_TABS } from "@/lib/client/queries/subscriptions";
import { FirstView } from "../../_first-view/FirstView";
import { readFilters, type SearchParams } from "../../_first-view/search";

export const metadata: Metadata = { title: "Subscription" };

type PageProps = { params: Promise<{ id: string }>; searchParams: SearchParams };

export default async function Page({ params, searchParams }: PageProps) {
  const { id } = await params;
  const tab = await readFilters(searchParams, SUBSCRIPTION_TABS);
  return (
    <FirstView queries={(tenantId) => firstSubscription(tenantId, id, tab)}>
      <SubscriptionPage id={id} />
    </FirstView>
  );
}
