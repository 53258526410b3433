import { Environment } from "@marcbachmann/cel-js";
import type { EngineEvent } from "./event";

const overOne = new Environment().registerVariable("event", "map");
const overTwo = new Environment().registerVariable("event", "map").registerVariable("async", "map");

/** A compiled expression over one event. */
export interface Expression {
  /** True only for `true`: a missing field or a type error is a no, as on the server. */
  isTrue(event: EngineEvent): boolean;
  /** Undefined for a missing field or an error. */
  valueOf(event: EngineEvent): unknown;
}

/** A compiled condition over a run's own event and one that comes. */
export type Condition = (events: { event: EngineEvent; async: EngineEvent }) => boolean;

/** Throws with the position and the reason when the text is not CEL or names something else than `event`. */
export function compileExpression(text: string): Expression {
  const evaluate = compile(overOne, text);
  return {
    isTrue: (event) => evaluate({ event }) === true,
    valueOf: (event) => evaluate({ event }),
  };
}

/** The same for `event` and `async`. */
export function compileCondition(text: string): Condition {
  const evaluate = compile(overTwo, text);
  return (events) => evaluate(events) === true;
}

function compile(environment: Environment, text: string): (variables: Record<string, unknown>) => unknown {
  const parsed = environment.parse(text);
  const checked = parsed.check();
  if (!checked.valid) throw checked.error ?? new Error(`cannot be checked: ${text}`);
  return (variables) => {
    try {
      return parsed(variables);
    } catch {
      return undefined; // a missing field is an ordinary "no"; the text itself was checked
    }
  };
}
