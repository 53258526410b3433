import type { Metadata } from "next";
import { SubscriptionsPage } from "@/components/subscriptions/SubscriptionsPage";

export const metadata: Metadata = { title: "Subscriptions" };

export default function Page() {
  return <SubscriptionsPage />;
}
