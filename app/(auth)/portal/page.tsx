import type { Metadata } from "next";
import { PortalEntryPage } from "@/components/auth/PortalEntryPage";

export const metadata: Metadata = { title: "Portal", referrer: "no-referrer" };

export default function Page() {
  return <PortalEntryPage />;
}
