/** CEL's own way of an operator or function; undefined where CEL has none for such values. */
export type Strictly = (values: readonly unknown[]) => unknown;

export interface Application {
  /** Of the operator or function. */
  name: string;
  values: readonly unknown[];
  strictly: Strictly;
}

const ORDERS = new Set(["<", "<=", ">", ">="]);

/**
 * An operator or function over values of which some may be nothing (undefined), null, or of unlike kinds. CEL calls
 * that an error; a server has an answer for each, and conditions rely on it: `event.data.kind != "test"` holds for an
 * event without a kind.
 */
export function applyLoosely({ name, values, strictly }: Application): unknown {
  if (values.includes(undefined)) return applyToNothing(name, values);
  const isBesideNull = values.length === 2 && values.includes(null) && values[0] !== values[1];
  if (isBesideNull && ORDERS.has(name)) return strictly(values.map((value, i) => value ?? zeroOf(values[1 - i])));
  const result = strictly(values);
  return result === undefined && isUnlike(values) ? applyToUnlike(name, values) : result;
}

/** Nothing equals null only, and is less than anything. */
function applyToNothing(name: string, values: readonly unknown[]): unknown {
  switch (name) {
    case "==":
      return values.includes(null);
    case "!=":
      return !values.includes(null);
    case "<":
    case "<=":
      return values[0] === undefined;
    case ">":
    case ">=":
      return values[0] !== undefined;
    case "+":
      return values.find((value) => value !== undefined) ?? false;
    case "size":
      return 0n;
    default:
      return false;
  }
}

function applyToUnlike(name: string, [left, right]: readonly unknown[]): unknown {
  if (name === "+") return `${left}${right}`;
  if (name === "==") return false;
  return name === "!=" ? true : undefined;
}

function isUnlike([left, right]: readonly unknown[]): boolean {
  return right !== undefined && kindOf(left) !== kindOf(right);
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "list" : typeof value;
}

/** What null counts as beside a value that it is ordered with. */
function zeroOf(value: unknown): unknown {
  if (typeof value === "number") return 0;
  if (typeof value === "bigint") return 0n;
  return typeof value === "string" ? "" : null;
}

/** What counts as yes in a condition: as in JavaScript. */
export function isTruthy(value: unknown): boolean {
  return Boolean(value);
}
