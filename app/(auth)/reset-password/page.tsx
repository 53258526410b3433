import type { Metadata } from "next";
import { ResetPasswordPage } from "@/components/auth/ResetPasswordPage";

export const metadata: Metadata = { title: "New password", referrer: "no-referrer" };

export default function Page() {
  return <ResetPasswordPage />;
}
