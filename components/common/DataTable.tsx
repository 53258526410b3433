"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { clsx } from "clsx";
import { type ReactNode, useRef } from "react";
import { useRowKeys } from "@/lib/client/hooks/use-row-keys";
import type { Page } from "@/lib/contracts/common";
import { type Column, cellClass, headClass } from "./column";
import { Pager } from "./Pager";
import { QueryState } from "./QueryState";
import { TableSkeleton } from "./TableSkeleton";

interface DataTableProps<Row> {
  /** Read aloud; names what the rows are. */
  label: string;
  query: UseQueryResult<Page<Row>>;
  columns: readonly Column<Row>[];
  rowId: (row: Row) => string;
  empty: ReactNode;
  pageHref?: (cursor: string) => string;
  /** Keys that act on the row in focus. */
  rowKeys?: Record<string, (row: Row) => void>;
}

/** A list of rows with its skeleton, empty and error states, its pages, and j/k to walk. */
export function DataTable<Row>({ label, query, columns, rowId, empty, pageHref, rowKeys }: DataTableProps<Row>) {
  return (
    <>
      <div className="overflow-hidden rounded-panel border border-rule bg-panel">
        <QueryState query={query} skeleton={<TableSkeleton columns={columns} />}>
          {({ data }) =>
            data.length === 0 ? (
              empty
            ) : (
              <Rows
                {...{ label, columns, rowId }}
                rows={data}
                faded={query.isPlaceholderData}
                {...(rowKeys ? { rowKeys } : {})}
              />
            )
          }
        </QueryState>
      </div>
      {query.data && pageHref ? <Pager page={query.data} pageHref={pageHref} /> : null}
    </>
  );
}

type RowsProps<Row> = Pick<DataTableProps<Row>, "label" | "columns" | "rowId" | "rowKeys"> & {
  rows: Row[];
  faded: boolean;
};

function Rows<Row>({ label, columns, rowId, rowKeys, rows, faded }: RowsProps<Row>) {
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body, (id, key) => {
    const row = rows.find((candidate) => rowId(candidate) === id);
    if (row) rowKeys?.[key]?.(row);
  });
  return (
    <div className="overflow-x-auto">
      <table
        className={clsx("w-full border-collapse transition-opacity duration-150", faded && "opacity-60")}
        aria-label={label}
      >
        <thead>
          <tr className="border-rule border-b text-left text-faint text-xs">
            {columns.map((column) => (
              <th
                key={column.header}
                scope="col"
                className={clsx("py-2 font-medium whitespace-nowrap", headClass(column))}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row) => (
            <tr
              key={rowId(row)}
              data-row={rowId(row)}
              className="relative border-rule border-b last:border-b-0 focus-within:bg-sunk hover:bg-sunk"
            >
              {columns.map((column) => (
                <td key={column.header} className={clsx("py-2", cellClass(column))}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
