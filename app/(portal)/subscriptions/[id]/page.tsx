import type { Metadata } from "next";
import { SubscriptionPage } from "@/components/subscriptions/SubscriptionPage";

export const metadata: Metadata = { title: "Subscription" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <SubscriptionPage id={(await params).id} />;
}
