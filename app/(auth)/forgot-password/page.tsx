import type { Metadata } from "next";
import { ForgotPasswordPage } from "@/components/auth/ForgotPasswordPage";
import { getPublicSettings } from "@/lib/services/settings";

export const metadata: Metadata = { title: "Forgot your password" };

export default async function Page() {
  const { canMail } = await getPublicSettings();
  return <ForgotPasswordPage canMail={canMail} />;
}
