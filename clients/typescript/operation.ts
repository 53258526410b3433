import type { Operations } from "./schema";

/** Verb and path of an operation, as the OpenAPI document has it. */
export type Operation = keyof Operations;
export type BodyOf<K extends Operation> = Operations[K]["body"];
export type ResponseOf<K extends Operation> = Operations[K]["response"];

/** A member that must stand where something in it is required, and cannot where there is nothing. */
export type Member<Name extends string, Value> = [Value] extends [undefined]
  ? { [N in Name]?: undefined }
  : Record<string, never> extends Value
    ? { [N in Name]?: Value }
    : { [N in Name]: Value };

/** What an operation takes. */
export type InputOf<K extends Operation> = Member<"path", Operations[K]["path"]> &
  Member<"query", Operations[K]["query"]> &
  Member<"body", BodyOf<K>>;

interface AddressParts {
  path?: Record<string, string>;
  query?: object;
}

/** `POST /api/v1/events/{id}/replay` with its parts filled in; what is null or undefined in a query is left out. */
export function requestLine(operation: string, { path = {}, query = {} }: AddressParts): { verb: string; url: string } {
  const [verb = "", template = ""] = operation.split(" ");
  return {
    verb,
    url: template.replace(/\{(\w+)\}/g, (_, name: string) => segment(name, path[name])) + toSearch(query),
  };
}

/** Empty, `.` and `..` would make another path of it: `DELETE /sessions/{id}` would end all of them. */
function segment(name: string, value = ""): string {
  if (/^\.{0,2}$/.test(value)) throw new TypeError(`"${value}" cannot stand for {${name}} in a path.`);
  return encodeURIComponent(value);
}

/** `?a=1&b=2`; an empty text for nothing. */
export function toSearch(query: object, isGiven: (value: unknown) => boolean = isThere): string {
  const given = Object.entries(query).filter(([, value]) => isGiven(value));
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}
