import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Page } from "@/lib/contracts/common";
import { callApi } from "../api";
import type { ApiQuery } from "../api-query";

interface PageRequest<T> extends ApiQuery<Page<T>> {
  /** Milliseconds between two looks; false: only when asked. Looking stops while the tab is hidden. */
  everyMs: number | false;
  /** False: not asked at all, because it would be refused. */
  isAllowed?: boolean;
}

/** One page of a list. What is on the screen stays there while the next filter or page is on its way. */
export function usePageQuery<T>({
  key,
  path,
  query,
  everyMs,
  isAllowed = true,
}: PageRequest<T>): UseQueryResult<Page<T>> {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => callApi<Page<T>>(path, { query: query?.() ?? {}, signal }),
    placeholderData: keepPreviousData,
    enabled: isAllowed,
    refetchInterval: everyMs,
  });
}
