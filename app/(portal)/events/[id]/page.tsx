import type { Metadata } from "next";
import { EventPage } from "@/components/events/EventPage";

export const metadata: Metadata = { title: "Event" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <EventPage id={(await params).id} />;
}
