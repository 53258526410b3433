import { Environment } from "@marcbachmann/cel-js";
import type { EngineEvent } from "./event";

const environment = new Environment().registerVariable("event", "map");

/** A compiled expression over one event. */
export interface Expression {
  /** True only for `true`: a missing field or a type error is a no, as on the server. */
  isTrue(event: EngineEvent): boolean;
  /** The value as text, for keys; empty for null, a missing field or an error. */
  toKey(event: EngineEvent): string;
}

/** Throws with the position and the reason when the text is not CEL or names something else than `event`. */
export function compileExpression(text: string): Expression {
  const parsed = environment.parse(text);
  const checked = parsed.check();
  if (!checked.valid) throw checked.error ?? new Error(`cannot be checked: ${text}`);

  const evaluate = (event: EngineEvent): unknown => {
    try {
      return parsed({ event });
    } catch {
      return undefined; // a missing field is an ordinary "no"; the text itself was checked at start-up
    }
  };
  return {
    isTrue: (event) => evaluate(event) === true,
    toKey(event) {
      const value = evaluate(event);
      if (value === null || value === undefined) return "";
      return typeof value === "object" ? JSON.stringify(value) : String(value);
    },
  };
}
