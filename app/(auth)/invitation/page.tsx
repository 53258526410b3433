import type { Metadata } from "next";
import { InvitationPage } from "@/components/auth/InvitationPage";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

export default function Page() {
  return <InvitationPage />;
}
