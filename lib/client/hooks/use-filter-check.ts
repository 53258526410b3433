import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { FilterTryOut } from "@/lib/contracts/filter-try";
import { callApi } from "../api";
import { keys } from "../keys";

const PAUSE_MS = 300;

/** What is wrong with a filter, while it is typed; null when it compiles, undefined while that is not known. */
export function useFilterCheck(filter: string): string | null | undefined {
  const settled = useSettled(filter.trim());
  const { data } = useQuery({
    queryKey: keys.filterCheck(settled),
    queryFn: ({ signal }) =>
      callApi<FilterTryOut>("/filters/try", { method: "POST", body: { filter: settled }, signal }),
    enabled: settled !== "",
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (settled === "" || !data) return undefined;
  return data.error?.message ?? null;
}

/** The text once nothing was typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
