import type { Metadata } from "next";
import { PublishGuide } from "@/components/docs/PublishGuide";

export const metadata: Metadata = { title: "Publish events" };

export default function Page() {
  return <PublishGuide />;
}
