import { clsx } from "clsx";
import { Skeleton } from "../ui/Skeleton";
import { type Column, cellClass } from "./column";

const ROWS = 6;

/** As many rows as fill the eye, as tall as the real ones, so that nothing jumps. */
export function TableSkeleton<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    <div role="status" aria-label="Loading">
      <table aria-hidden className="w-full border-collapse">
        <tbody>
          <tr className="h-8.25 border-rule border-b">
            {columns.map((column) => (
              <td key={column.header} className={cellClass(column)} />
            ))}
          </tr>
          {Array.from({ length: ROWS }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
            <tr key={row} className="h-13.25 border-rule border-b last:border-b-0">
              {columns.map((column, index) => (
                <td key={column.header} className={cellClass(column)}>
                  <Skeleton
                    className={clsx("h-3.5", column.align === "right" ? "ml-auto w-12" : index === 1 ? "w-32" : "w-20")}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
