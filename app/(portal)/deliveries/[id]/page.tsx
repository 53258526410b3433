import type { Metadata } from "next";
import { DeliveryPage } from "@/components/deliveries/DeliveryPage";
import { deliveryQuery } from "@/lib/client/queries/deliveries";
import { FirstView } from "../../_first-view/FirstView";

export const metadata: Metadata = { title: "Delivery" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <FirstView queries={() => [deliveryQuery(id)]}>
      <DeliveryPage id={id} />
    </FirstView>
  );
}
