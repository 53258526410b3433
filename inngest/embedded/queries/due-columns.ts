import type { Due } from "../job";

/** Two columns for `unnest`: fixed times, and beside them milliseconds from the database's now. */
export function dueColumns(dues: readonly Due[]): [at: (string | null)[], inMs: (number | null)[]] {
  return [
    dues.map((due) => ("at" in due ? due.at.toISOString() : null)),
    dues.map((due) => ("inMs" in due ? due.inMs : null)),
  ];
}
