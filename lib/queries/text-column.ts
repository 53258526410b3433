/**
 * A column of a multi-row statement as one text that PostgreSQL takes apart. An array parameter is written with each
 * quote of a JSON text escaped and read letter by letter on the other side: 7 µs an attempt more in the sender alone.
 *
 * For texts that hold no control characters and are not empty: ids, names, checked lines, JSON texts, times. Whatever
 * else a stranger wrote (a response body) goes as an array.
 */
const SEPARATOR = "\u001f";
const NULL_TEXT = "\u001e";

export function toTextColumn(values: readonly (string | Date | null)[]): string {
  return values
    .map((value) => (typeof value === "string" ? value : value === null ? NULL_TEXT : value.toISOString()))
    .join(SEPARATOR);
}

/** The text[] of a parameter that toTextColumn made. */
export function textColumn(parameter: number): string {
  return `string_to_array($${parameter}, E'\\x1f', E'\\x1e')`;
}
