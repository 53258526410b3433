import type { Metadata } from "next";
import { SetupPage } from "@/components/auth/SetupPage";

export const metadata: Metadata = { title: "Set up", referrer: "no-referrer" };

export default function Page() {
  return <SetupPage />;
}
