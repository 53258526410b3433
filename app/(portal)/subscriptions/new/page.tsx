import type { Metadata } from "next";
import { NewSubscriptionPage } from "@/components/subscriptions/NewSubscriptionPage";

export const metadata: Metadata = { title: "New subscription" };

export default function Page() {
  return <NewSubscriptionPage />;
}
