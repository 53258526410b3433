import { clsx } from "clsx";
import type { ReactNode } from "react";

export interface Column<Row> {
  header: string;
  cell: (row: Row) => ReactNode;
  align?: "right" | undefined;
  /** Left out on narrower screens: what the row can be understood without. */
  from?: "sm" | "md" | "lg" | "xl" | undefined;
  className?: string;
}

const FROM = { sm: "max-sm:hidden", md: "max-md:hidden", lg: "max-lg:hidden", xl: "max-xl:hidden" } as const;

/** On a phone a long name breaks wherever it must, so that no table is wider than its card. */
export function cellClass<Row>({ align, from, className }: Column<Row>): string {
  return clsx(headClass({ align, from }), "max-sm:[overflow-wrap:anywhere]", className);
}

/** The heading of a column keeps its own colour and width. */
export function headClass({ align, from }: Pick<Column<never>, "align" | "from">): string {
  return clsx(
    "px-2.5 first:pl-3.5 last:pr-3.5 sm:px-3.5",
    align === "right" && "text-right whitespace-nowrap",
    from && FROM[from],
  );
}
