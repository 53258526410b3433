import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { THEME_COOKIE } from "@/lib/client/cookies";
import { themeClass } from "@/lib/client/theme";

/** The theme is a cookie, so the first byte already wears it: no script, no flash. */
export async function HtmlDocument({ children }: { children: ReactNode }) {
  const theme = themeClass((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable} ${theme}`}>
      <body>{children}</body>
    </html>
  );
}
