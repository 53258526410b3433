import { MAX_JSON_DEPTH } from "@/lib/contracts/limits";
import { FilterFailure, type FilterRun } from "./filter-budget";

/** Levels that values may have here: those of an event, and what one multi-select puts around it. */
const MAX_VALUE_DEPTH = MAX_JSON_DEPTH + 10;

export type JsonRecord = Record<string, unknown>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The member itself or null: names that objects inherit (`toString`, `__proto__`) are not members of JSON. */
export function readMember(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : null;
}

/** As the language says: null, false and what is empty are false; every number is true, 0 as well. */
export function isTruthy(value: unknown, run: FilterRun): boolean {
  if (value === null || value === undefined || value === false || value === "") return false;
  if (Array.isArray(value)) return value.length > 0;
  return !isRecord(value) || namesOf(value, run).length > 0;
}

/** Paid for only when they are known, so one listing of an event's largest object may go beyond the budget. */
export function namesOf(record: JsonRecord, run: FilterRun): string[] {
  const names = Object.keys(record);
  run.spendMembers(names.length);
  return names;
}

export function valuesOf(record: JsonRecord, run: FilterRun): unknown[] {
  const values = Object.values(record);
  run.spendMembers(values.length);
  return values;
}

/** Deep equality; members in any order. */
export function areEqual(a: unknown, b: unknown, run: FilterRun, depth = 0): boolean {
  run.spend(1);
  if (typeof a === "string" && typeof b === "string" && a.length === b.length) run.spendText(a.length);
  if (a === b) return true;
  checkDepth(depth);
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => areEqual(item, b[index], run, depth + 1));
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  const names = namesOf(a, run);
  if (names.length !== namesOf(b, run).length) return false;
  return names.every((name) => Object.hasOwn(b, name) && areEqual(a[name], b[name], run, depth + 1));
}

/** Pays for writing the value as text, before it is written. */
export function spendOnText(value: unknown, run: FilterRun, depth = 0): void {
  run.spend(1);
  if (typeof value === "string") run.spendText(value.length);
  if (typeof value !== "object" || value === null) return;
  checkDepth(depth);
  if (isRecord(value)) for (const name of namesOf(value, run)) run.spendText(name.length);
  for (const item of Object.values(value)) spendOnText(item, run, depth + 1);
}

function checkDepth(depth: number): void {
  if (depth > MAX_VALUE_DEPTH) throw new FilterFailure("the event is nested too deeply");
}
