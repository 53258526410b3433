import type { Metadata } from "next";
import { SignInPage } from "@/components/auth/SignInPage";
import { readReadiness } from "@/lib/services/health";
import { getPublicSettings } from "@/lib/services/settings";

export const metadata: Metadata = { title: "Sign in" };

interface SignInProps {
  searchParams: Promise<{ next?: string | string[]; error?: string | string[] }>;
}

export default async function Page({ searchParams }: SignInProps) {
  const { next, error } = await searchParams;
  const [settings, { setUp }] = await Promise.all([getPublicSettings(), readReadiness()]);
  return <SignInPage next={textOf(next)} error={textOf(error)} settings={settings} isSetUp={setUp} />;
}

function textOf(value: string | string[] | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
