import { pickFilters } from "@/lib/client/pick-filters";

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** The filters of a list as they stand in the address, with its page. */
export async function readFilters<Name extends string>(
  searchParams: SearchParams,
  names: readonly Name[],
): Promise<Partial<Record<Name | "cursor", string>>> {
  const given = await searchParams;
  return pickFilters([...names, "cursor"] as const, (name) => {
    const value = given[name];
    return Array.isArray(value) ? value[0] : value;
  });
}
