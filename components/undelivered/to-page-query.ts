import type { UseQueryResult } from "@tanstack/react-query";
import type { Page } from "@/lib/contracts/common";

/** A list that has one page only, for the table that shows pages. */
export function toPageQuery<Row>(query: UseQueryResult<{ data: Row[] }>): UseQueryResult<Page<Row>> {
  const data = query.data && { data: query.data.data, nextCursor: null, prevCursor: null };
  return { ...query, data } as UseQueryResult<Page<Row>>;
}
