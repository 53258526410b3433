import type { Metadata } from "next";
import { DeadLettersPage } from "@/components/deliveries/DeadLettersPage";

export const metadata: Metadata = { title: "Dead letters" };

export default function Page() {
  return <DeadLettersPage />;
}
