import { FilterFailure, type FilterRun } from "./filter-budget";
import { areEqual, isRecord, type JsonRecord, namesOf, spendOnText, valuesOf } from "./filter-values";

export interface FilterFunction {
  minArguments: number;
  maxArguments: number;
  /** Throws FilterFailure when an argument has the wrong type, as the language says. */
  call(values: readonly unknown[], run: FilterRun): unknown;
}

/**
 * What filters may call: functions whose result is no larger than what they are given. Left out are those that
 * multiply data or take expressions (`map`, `group_by`, `sort_by`, `zip`, `items`, `pad_left`, `replace` …).
 */
export const FILTER_FUNCTIONS: ReadonlyMap<string, FilterFunction> = new Map([
  ["abs", unary((value, run) => Math.abs(asNumber(value, run)))],
  ["avg", unary((value, run) => average(asNumbers(value, run)))],
  ["ceil", unary((value, run) => Math.ceil(asNumber(value, run)))],
  ["contains", binary(contains)],
  ["ends_with", binary((text, end, run) => asText(text, run).endsWith(paid(end, run)))],
  ["floor", unary((value, run) => Math.floor(asNumber(value, run)))],
  ["join", binary(join)],
  ["keys", unary((value, run) => namesOf(asRecord(value, run), run))],
  ["length", unary(lengthOf)],
  ["lower", unary((value, run) => paid(value, run).toLowerCase())],
  ["max", unary((value, run) => extreme(value, run, (a, b) => a > b))],
  ["min", unary((value, run) => extreme(value, run, (a, b) => a < b))],
  ["not_null", { minArguments: 1, maxArguments: Number.POSITIVE_INFINITY, call: firstNotNull }],
  ["starts_with", binary((text, start, run) => asText(text, run).startsWith(paid(start, run)))],
  ["sum", unary((value, run) => asNumbers(value, run).reduce((sum, item) => sum + item, 0))],
  ["to_array", unary((value) => (Array.isArray(value) ? value : [value]))],
  ["to_number", unary(toNumber)],
  ["to_string", unary(toText)],
  ["type", unary(typeOf)],
  ["upper", unary((value, run) => paid(value, run).toUpperCase())],
  ["values", unary((value, run) => valuesOf(asRecord(value, run), run))],
]);

/** V8 searches for texts up to this length in linear time; for longer ones it may not. */
const LONGEST_LINEAR_SEARCH = 250;

function unary(call: (value: unknown, run: FilterRun) => unknown): FilterFunction {
  return { minArguments: 1, maxArguments: 1, call: ([value], run) => call(value, run) };
}

function binary(call: (first: unknown, second: unknown, run: FilterRun) => unknown): FilterFunction {
  return { minArguments: 2, maxArguments: 2, call: ([first, second], run) => call(first, second, run) };
}

function average(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((sum, item) => sum + item, 0) / numbers.length;
}

function contains(subject: unknown, search: unknown, run: FilterRun): boolean | null {
  if (Array.isArray(subject)) return subject.some((item) => areEqual(item, search, run));
  const text = paid(subject, run);
  return typeof search === "string" ? includesText(text, search, run) : null;
}

/**
 * Long texts are found by their beginning and compared from there, each comparison paid for: `includes` takes
 * length times length on texts made for it ("baaa…" in "aaaa…").
 */
function includesText(text: string, search: string, run: FilterRun): boolean {
  if (search.length <= LONGEST_LINEAR_SEARCH) return text.includes(search);
  const beginning = search.slice(0, LONGEST_LINEAR_SEARCH);
  for (let at = text.indexOf(beginning); at !== -1; at = text.indexOf(beginning, at + 1)) {
    run.spendText(search.length);
    if (text.startsWith(search, at)) return true;
  }
  return false;
}

function join(separator: unknown, list: unknown, run: FilterRun): string {
  const glue = asText(separator, run);
  const texts = asArray(list, run).map((item) => asText(item, run));
  run.spendText(texts.reduce((length, text) => length + text.length + glue.length, 0));
  return texts.join(glue);
}

/** Of a text: its characters (code points, not UTF-16 units). */
function lengthOf(value: unknown, run: FilterRun): number {
  if (Array.isArray(value)) return value.length;
  if (isRecord(value)) return namesOf(value, run).length;
  if (typeof value !== "string") return fail("a text, an array or an object", value, run);
  run.spend(value.length);
  let length = 0;
  for (const _character of value) length += 1;
  return length;
}

type Scalar = string | number;

/** Of numbers or of texts (by code unit), not mixed; null of none. */
function extreme(value: unknown, run: FilterRun, isBetter: (a: Scalar, b: Scalar) => boolean): Scalar | null {
  const items = asArray(value, run);
  const asScalar = typeof items[0] === "string" ? paid : asNumber;
  let best: Scalar | null = null;
  for (const item of items) {
    const scalar = asScalar(item, run);
    if (best === null || isBetter(scalar, best)) best = scalar;
  }
  return best;
}

function firstNotNull(values: readonly unknown[]): unknown {
  return values.find((value) => value !== null) ?? null;
}

function toNumber(value: unknown, run: FilterRun): number | null {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return null;
  const number = Number(paid(value, run));
  return Number.isNaN(number) ? null : number;
}

function toText(value: unknown, run: FilterRun): string {
  if (typeof value === "string") return value;
  spendOnText(value, run);
  return JSON.stringify(value);
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** The text, its length paid for. */
function paid(value: unknown, run: FilterRun): string {
  const text = asText(value, run);
  run.spendText(text.length);
  return text;
}

function asText(value: unknown, run: FilterRun): string {
  return typeof value === "string" ? value : fail("a text", value, run);
}

function asNumber(value: unknown, run: FilterRun): number {
  return typeof value === "number" ? value : fail("a number", value, run);
}

function asNumbers(value: unknown, run: FilterRun): number[] {
  return asArray(value, run).map((item) => asNumber(item, run));
}

function asArray(value: unknown, run: FilterRun): unknown[] {
  if (!Array.isArray(value)) return fail("an array", value, run);
  run.spend(value.length);
  return value;
}

function asRecord(value: unknown, run: FilterRun): JsonRecord {
  return isRecord(value) ? value : fail("an object", value, run);
}

function fail(expected: string, value: unknown, run: FilterRun): never {
  throw new FilterFailure(`${run.calling}() expects ${expected}, not ${typeOf(value)}`);
}
