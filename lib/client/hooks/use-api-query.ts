import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { askApi } from "../api";
import type { ApiQuery } from "../api-query";

interface Looking<T> {
  /** Milliseconds between two looks; false: only when asked. Looking stops while the tab is hidden. */
  everyMs: number | false | ((data: T | undefined) => number | false);
  /** False: not asked at all, because it would be refused. */
  isAllowed?: boolean;
}

/** One thing of the API, looked at again and again. */
export function useApiQuery<T>(request: ApiQuery<T>, { everyMs, isAllowed = true }: Looking<T>): UseQueryResult<T> {
  return useQuery({
    queryKey: request.key,
    queryFn: ({ signal }) => askApi(request, signal),
    enabled: isAllowed,
    refetchInterval: ({ state }) => (typeof everyMs === "function" ? everyMs(state.data) : everyMs),
  });
}
