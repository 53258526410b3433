import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { type Brand, brandVariables } from "@/lib/client/brand";
import { THEME_COOKIE } from "@/lib/client/cookies";
import { themeClass } from "@/lib/client/theme";
import { BrandProvider } from "./BrandProvider";

/** The theme is a cookie and the accent a setting, so the first byte already wears both: no script, no flash. */
export async function HtmlDocument({ brand, children }: { brand: Brand; children: ReactNode }) {
  const theme = themeClass((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable} ${theme}`} style={brandVariables(brand)}>
      <body>
        <BrandProvider brand={brand}>{children}</BrandProvider>
      </body>
    </html>
  );
}
