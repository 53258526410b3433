"use client";

import type { ReactNode } from "react";
import type { Brand } from "@/lib/client/brand";
import { BrandContext } from "@/lib/client/brand-context";

export function BrandProvider({ brand, children }: { brand: Brand; children: ReactNode }) {
  return <BrandContext value={brand}>{children}</BrandContext>;
}
