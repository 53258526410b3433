import "./globals.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { HtmlDocument } from "@/components/shell/HtmlDocument";

export const metadata: Metadata = {
  title: { default: "Hookswitch", template: "%s · Hookswitch" },
  description: "Every webhook, every attempt, and a button to send it again.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { colorScheme: "light dark" };

export default function RootLayout({ children }: { children: ReactNode }) {
  return <HtmlDocument>{children}</HtmlDocument>;
}
