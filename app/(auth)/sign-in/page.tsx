import type { Metadata } from "next";
import { SignInPage } from "@/components/auth/SignInPage";
import { getPublicSettings } from "@/lib/services/settings";

export const metadata: Metadata = { title: "Sign in" };

interface SignInProps {
  searchParams: Promise<{ next?: string | string[]; error?: string | string[] }>;
}

export default async function Page({ searchParams }: SignInProps) {
  const { next, error } = await searchParams;
  return <SignInPage next={textOf(next)} error={textOf(error)} settings={await getPublicSettings()} />;
}

function textOf(value: string | string[] | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
