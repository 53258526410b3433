import type { Metadata } from "next";
import { SubscriptionPage } from "@/components/subscriptions/SubscriptionPage";
import { subscriptionQuery } from "@/lib/client/queries/subscriptions";
import { FirstView } from "../../_first-view/FirstView";

export const metadata: Metadata = { title: "Subscription" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <FirstView queries={() => [subscriptionQuery(id)]}>
      <SubscriptionPage id={id} />
    </FirstView>
  );
}
