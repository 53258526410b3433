import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { UndeliveredOut } from "@/lib/contracts/health";
import { callApi } from "../api";
import { keys } from "../keys";
import { scopedPath, useScope } from "../scope";

const EVERY_MS = 5_000;

/** The north star: what of the last hour is not delivered now. */
export function useUndelivered(window = "1h"): UseQueryResult<UndeliveredOut> {
  const { tenantId } = useScope();
  return useQuery({
    queryKey: keys.undelivered(tenantId, window),
    queryFn: ({ signal }) =>
      callApi<UndeliveredOut>(scopedPath(tenantId, "/health/undelivered"), { query: { window }, signal }),
    refetchInterval: EVERY_MS,
  });
}
