import { clsx } from "clsx";
import type { ReactNode } from "react";

export interface Column<Row> {
  header: string;
  cell: (row: Row) => ReactNode;
  align?: "right";
  /** Left out on narrower screens: what the row can be understood without. */
  from?: "sm" | "md" | "lg";
  className?: string;
}

const FROM = { sm: "max-sm:hidden", md: "max-md:hidden", lg: "max-lg:hidden" } as const;

export function cellClass<Row>({ align, from, className }: Column<Row>): string {
  return clsx("px-3.5", align === "right" && "text-right", from && FROM[from], className);
}
