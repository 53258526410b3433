"use client";

import type { ReactNode } from "react";
import { type Brand, BrandContext } from "@/lib/client/brand";

export function BrandProvider({ brand, children }: { brand: Brand; children: ReactNode }) {
  return <BrandContext value={brand}>{children}</BrandContext>;
}
