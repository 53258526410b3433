import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { callApiText } from "../api";
import { type ApiQuery, parseAnswer } from "../api-query";

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
    queryFn: async ({ signal }) => {
      const query = request.query?.() ?? {};
      return parseAnswer(request, await callApiText(request.path, { query, signal }));
    },
    enabled: isAllowed,
    refetchInterval: ({ state }) => (typeof everyMs === "function" ? everyMs(state.data) : everyMs),
  });
}
