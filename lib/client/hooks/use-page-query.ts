import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Page } from "@/lib/contracts/common";
import { askApi } from "../api";
import type { ApiQuery } from "../api-query";

interface PageRequest<T> extends ApiQuery<Page<T>> {
  /** Milliseconds between two looks; false: only when asked. Looking stops while the tab is hidden. */
  everyMs: number | false;
  /** False: not asked at all, because it would be refused. */
  isAllowed?: boolean;
}

/** One page of a list. What is on the screen stays there while the next filter or page is on its way. */
export function usePageQuery<T>({ everyMs, isAllowed = true, ...request }: PageRequest<T>): UseQueryResult<Page<T>> {
  return useQuery({
    queryKey: request.key,
    queryFn: ({ signal }) => askApi(request, signal),
    placeholderData: keepPreviousData,
    enabled: isAllowed,
    refetchInterval: everyMs,
  });
}
