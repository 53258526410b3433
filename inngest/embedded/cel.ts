import { compileProgram } from "./cel-program";
import type { EngineEvent } from "./event";

/** A compiled expression over one event. */
export interface Expression {
  /** True only for `true`: everything else is a no, as on the server. */
  isTrue(event: EngineEvent): boolean;
  /** False for a missing field or an error, as on the server. */
  valueOf(event: EngineEvent): unknown;
}

/** A compiled condition over a run's own event and one that comes. */
export type Condition = (events: { event: EngineEvent; async: EngineEvent }) => boolean;

/** Throws with the position and the reason when the text is not CEL or names something else than `event`. */
export function compileExpression(text: string): Expression {
  const program = compileProgram(text, { variables: ["event"] });
  return {
    isTrue: (event) => program({ event }) === true,
    valueOf: (event) => {
      const value = program({ event });
      return value === undefined ? false : value;
    },
  };
}

/**
 * The same for `event` and `async`. A server writes the run's own values into the condition when it begins to wait, and
 * null for what the run's event lacks: `match: "data.id"` without an id waits for an event without one.
 */
export function compileCondition(text: string): Condition {
  const program = compileProgram(text, { variables: ["event", "async"], nullable: "event" });
  return (events) => program(events) === true;
}
