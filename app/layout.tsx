import "./globals.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { HtmlDocument } from "@/components/shell/HtmlDocument";
import { readBrand } from "./read-brand";

export async function generateMetadata(): Promise<Metadata> {
  const { name } = await readBrand();
  return {
    title: { default: name, template: `%s · ${name}` },
    description: "Every webhook, every attempt, and a button to send it again.",
    robots: { index: false, follow: false },
  };
}

export const viewport: Viewport = { colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  return <HtmlDocument brand={await readBrand()}>{children}</HtmlDocument>;
}
