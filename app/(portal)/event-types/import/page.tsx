import type { Metadata } from "next";
import { ImportEventTypesPage } from "@/components/event-types/ImportEventTypesPage";

export const metadata: Metadata = { title: "Import event types" };

export default function Page() {
  return <ImportEventTypesPage />;
}
