import type { Metadata } from "next";
import { DeliveryPage } from "@/components/deliveries/DeliveryPage";

export const metadata: Metadata = { title: "Delivery" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <DeliveryPage id={(await params).id} />;
}
