import type { UseQueryResult } from "@tanstack/react-query";
import type { UndeliveredOut } from "@/lib/contracts/health";
import { undeliveredQuery } from "../queries/overview";
import { useScope } from "../scope";
import { useApiQuery } from "./use-api-query";

const EVERY_MS = 5_000;
const QUIET_MS = 15_000;

/** The north star: what of the last hour (or another window) is not delivered now. */
export function useUndelivered(window?: string): UseQueryResult<UndeliveredOut> {
  const { tenantId } = useScope();
  return useApiQuery(undeliveredQuery(tenantId, window), { everyMs: EVERY_MS });
}

/** Dead letters of what was accepted in the last 24 hours; 0 while that is not known. */
export function useDeadOfDay(): number {
  const { tenantId } = useScope();
  return useApiQuery(undeliveredQuery(tenantId, "24h"), { everyMs: QUIET_MS }).data?.dead ?? 0;
}
