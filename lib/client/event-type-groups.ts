import type { EventTypeOut } from "@/lib/contracts/event-type";

export interface EventTypeGroup {
  name: string;
  types: EventTypeOut[];
}

/** By their group, else by the first part of the name; both alphabetically. */
export function groupEventTypes(types: readonly EventTypeOut[]): EventTypeGroup[] {
  const groups = new Map<string, EventTypeOut[]>();
  for (const type of types) {
    const name = groupOf(type);
    groups.set(name, [...(groups.get(name) ?? []), type]);
  }
  return [...groups]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, members]) => ({ name, types: members.sort((a, b) => a.name.localeCompare(b.name)) }));
}

export function groupOf({ group, name }: Pick<EventTypeOut, "group" | "name">): string {
  return group ?? name.split(".")[0] ?? name;
}

/** JSON text as typed into a form; `undefined` for an empty one, null when it cannot be read. */
export function parseJsonField(text: string): { value: unknown } | null {
  if (text.trim() === "") return { value: undefined };
  try {
    return { value: JSON.parse(text) };
  } catch {
    // Not JSON yet: the form says so beside the field.
    return null;
  }
}
