/** What of an address is a filter of these names and not empty; the same for the browser and for the first view. */
export function pickFilters<Name extends string>(
  names: readonly Name[],
  read: (name: string) => string | null | undefined,
): Partial<Record<Name, string>> {
  const entries = names.map((name) => [name, read(name)] as const).filter(([, value]) => value);
  return Object.fromEntries(entries) as Partial<Record<Name, string>>;
}
