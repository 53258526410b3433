import type { Metadata } from "next";
import { ConsumerGuide } from "@/components/docs/ConsumerGuide";

export const metadata: Metadata = { title: "Consumer's guide" };

export default function Page() {
  return <ConsumerGuide />;
}
