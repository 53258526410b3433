"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { pickFilters } from "../pick-filters";
import { toSearch } from "../to-search";

export interface Filters<Name extends string> {
  values: Partial<Record<Name, string>>;
  cursor: string | undefined;
  /** True when any filter is set. */
  isFiltered: boolean;
  /** Changes some filters (empty: removes) and goes back to the first page. */
  change: (changes: Partial<Record<Name, string>>) => void;
  clear: () => void;
  /** The address of another page of the same list. */
  pageHref: (cursor: string) => string;
}

/** The filters of a list live in the address: a view can be sent to a colleague, and Back works. */
export function useFilters<Name extends string>(names: readonly Name[]): Filters<Name> {
  const search = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();
  const values = useMemo(() => pickFilters(names, (name) => search.get(name)), [search, names]);

  const go = useCallback(
    (query: object) => router.replace(`${pathname}${toSearch(query)}`, { scroll: false }),
    [router, pathname],
  );
  return {
    values,
    cursor: search.get("cursor") ?? undefined,
    isFiltered: Object.keys(values).length > 0,
    change: (changes) => go({ ...values, ...changes }),
    clear: () => go({}),
    pageHref: (cursor) => `${pathname}${toSearch({ ...values, cursor })}`,
  };
}
