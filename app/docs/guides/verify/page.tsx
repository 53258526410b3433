import type { Metadata } from "next";
import { VerifyGuide } from "@/components/docs/VerifyGuide";

export const metadata: Metadata = { title: "Verify signatures" };

export default function Page() {
  return <VerifyGuide />;
}
