import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { FilterTryOut } from "@/lib/contracts/filter-try";
import { callApi } from "../api";
import { keys } from "../keys";

const PAUSE_MS = 250;
/** What lets everything through. */
const ALWAYS = "`true`";
const RECENT = { type: "*", limit: 20 };

/** What a filter does with the last real events, while it is typed; undefined while that is not known. */
export function useFilterTry(tenantId: string | null, filter: string): FilterTryOut | undefined {
  const settled = useSettled(filter.trim()) || ALWAYS;
  const { data } = useQuery({
    queryKey: keys.filterTry(tenantId, settled),
    queryFn: ({ signal }) =>
      callApi("POST /api/v1/filters/try", {
        tenantId,
        body: { filter: settled, recent: RECENT },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  return data;
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
