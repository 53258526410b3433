"use client";

import { createContext, useContext } from "react";
import { type Brand, OUR_BRAND } from "./brand";

export const BrandContext = createContext<Brand>(OUR_BRAND);

export function useBrand(): Brand {
  return useContext(BrandContext);
}
