"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { toSearch } from "../api";

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
  const values = useMemo(() => pick(search, names), [search, names]);

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

function pick<Name extends string>(search: URLSearchParams, names: readonly Name[]): Partial<Record<Name, string>> {
  const entries = names.map((name) => [name, search.get(name)] as const).filter(([, value]) => value);
  return Object.fromEntries(entries) as Partial<Record<Name, string>>;
}
