import type { EngineEvent } from "./event";
import { hashOf } from "./key";

/** `event.data.id == async.data.id`, as the SDK writes `match: "data.id"`. */
const COMPARISON = /^event\.([\w.]+) == async\.([\w.]+)$/;

export interface WaitMatch {
  /** Where the value stands in the coming event, such as `data.id`. */
  matchPath?: string;
  matchValue?: string;
}

/**
 * A wait whose condition is one comparison is found by the value it waits for, not by trying every wait. Empty for
 * other conditions, which are tried one by one.
 */
export function matchOf(expression: string | undefined, event: EngineEvent): WaitMatch {
  const [, ownPath, matchPath] = COMPARISON.exec(expression ?? "") ?? [];
  if (ownPath === undefined || matchPath === undefined) return {};
  const matchValue = valueAt(event, ownPath);
  return matchValue === undefined ? {} : { matchPath, matchValue };
}

/** A hash of the value at a path; undefined if there is none, or it is no plain value. */
export function valueAt(event: EngineEvent, path: string): string | undefined {
  let value: unknown = event;
  for (const part of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return typeof value === "object" ? undefined : hashOf(JSON.stringify(value));
}
