"use client";

import { useBrand } from "@/lib/client/brand-context";
import { BrandMark } from "./BrandMark";

/** Whose portal it is: the operator's logo and name, ours until they are set. */
export function Brand() {
  const { name, logoUrl } = useBrand();
  return (
    <span className="inline-flex min-w-0 max-w-full items-center gap-2 font-semibold">
      <span className="shrink-0 text-accent">
        <BrandMark logoUrl={logoUrl} />
      </span>
      <span className="truncate">{name}</span>
    </span>
  );
}
