import { compilePatterns } from "@/lib/routing/pattern";

/** A type a person can choose: of the catalogue, or seen lately. */
export interface KnownType {
  name: string;
  group: string | null;
  description: string | null;
  isDeprecated: boolean;
}

export interface TypeGroup {
  name: string;
  /** Takes all of the group and what is added to it; null where the types do not share their first part. */
  wildcard: string | null;
  types: KnownType[];
}

export const EVERYTHING = "*";

/** By the catalogue's groups, else by the first part of the name; alphabetically, and only what fits the search. */
export function groupTypes(types: readonly KnownType[], search: string): TypeGroup[] {
  const wanted = search.trim().toLowerCase();
  const shown = types.filter(({ name, description }) => `${name} ${description ?? ""}`.toLowerCase().includes(wanted));
  const groups = new Map<string, KnownType[]>();
  for (const type of shown) {
    const name = type.group ?? firstPart(type.name);
    groups.set(name, [...(groups.get(name) ?? []), type]);
  }
  return [...groups]
    .map(([name, own]) => ({ name, wildcard: wildcardOf(own), types: own.toSorted((a, b) => compare(a.name, b.name)) }))
    .toSorted((a, b) => compare(a.name, b.name));
}

/** Whether a type is taken by any of the patterns, and whether by a wildcard, which a single box cannot undo. */
export function coverOf(type: string, patterns: readonly string[]): "own" | "wildcard" | null {
  if (compilePatterns(patterns.filter((pattern) => pattern.includes(EVERYTHING)))(type)) return "wildcard";
  return patterns.includes(type) ? "own" : null;
}

/** With the pattern, or without it; a wildcard swallows the single types that it takes. */
export function togglePattern(patterns: readonly string[], pattern: string): string[] {
  if (patterns.includes(pattern)) return patterns.filter((other) => other !== pattern);
  const isTaken = pattern.includes(EVERYTHING) ? compilePatterns([pattern]) : () => false;
  return [...patterns.filter((other) => other.includes(EVERYTHING) || !isTaken(other)), pattern];
}

function wildcardOf(types: readonly KnownType[]): string | null {
  const [first] = types;
  if (!first?.name.includes(".")) return null;
  const part = firstPart(first.name);
  return types.every(({ name }) => firstPart(name) === part) ? `${part}.${EVERYTHING}` : null;
}

function firstPart(name: string): string {
  return name.split(".")[0] ?? name;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
