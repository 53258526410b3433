import type { Metadata } from "next";
import { SignInPage } from "@/components/auth/SignInPage";

export const metadata: Metadata = { title: "Sign in" };

export default async function Page({ searchParams }: PageProps<"/sign-in">) {
  const { next } = await searchParams;
  return <SignInPage next={typeof next === "string" ? next : undefined} />;
}
