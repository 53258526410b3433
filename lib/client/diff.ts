/** One value that differs between two states of a thing; a side is undefined where it was not there. */
export interface Difference {
  /** `rateLimit.limit`, `events[1]` */
  path: string;
  before: unknown;
  after: unknown;
}

/** What changed, field by field, in the order of the fields; equal values are left out. */
export function diffOf(before: unknown, after: unknown): Difference[] {
  const [old, now] = [flatten(before), flatten(after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])];
  return paths
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }))
    .filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after));
}

function flatten(value: unknown, path = "", into: Map<string, unknown> = new Map()): Map<string, unknown> {
  const entries = entriesOf(value, path);
  if (entries) for (const [name, inner] of entries) flatten(inner, name, into);
  else if (value !== undefined && (value !== null || path !== "")) into.set(path, value);
  return into;
}

/** Null for what has no parts. Empty lists and objects are values of their own. */
function entriesOf(value: unknown, path: string): [string, unknown][] | null {
  if (typeof value !== "object" || value === null) return null;
  if (Array.isArray(value)) {
    return value.length === 0 ? null : value.map((item, at) => [`${path}[${at}]`, item]);
  }
  const entries = Object.entries(value);
  if (entries.length === 0 && path !== "") return null;
  return entries.map(([name, inner]) => [path === "" ? name : `${path}.${name}`, inner]);
}

/** A value as it is shown: text as it is, everything else as JSON. */
export function valueText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
