import type { FilterRun } from "./filter-budget";
import { isRecord, isTruthy, valuesOf } from "./filter-values";

type Read = (value: unknown, run: FilterRun) => unknown;

/** What a projection does with each element, and the steps that takes. */
export interface Project {
  read: Read;
  price: number;
}

export function projectList(list: unknown, project: Project, run: FilterRun): unknown[] | null {
  if (!Array.isArray(list)) return null;
  run.spend(list.length * project.price);
  return collect(list, project.read, run);
}

export function projectMembers(record: unknown, project: Project, run: FilterRun): unknown[] | null {
  return isRecord(record) ? projectList(valuesOf(record, run), project, run) : null;
}

export function projectMatching(list: unknown, condition: Read, project: Project, run: FilterRun): unknown[] | null {
  if (!Array.isArray(list)) return null;
  run.spend(list.length * project.price);
  return collect(
    list.filter((element) => isTruthy(condition(element, run), run)),
    project.read,
    run,
  );
}

/** Nulls are left out, as the language says. */
function collect(list: readonly unknown[], read: Read, run: FilterRun): unknown[] {
  return list.map((element) => read(element, run)).filter((result) => result !== null);
}

export interface Slice {
  readonly start: number | null;
  readonly stop: number | null;
  readonly step: number | null;
}

/** Of an array, or of a text by its characters (code points). */
export function sliceOf(value: unknown, slice: Slice, run: FilterRun): unknown {
  if (typeof value !== "string" && !Array.isArray(value)) return null;
  run.spend(value.length);
  return typeof value === "string" ? pick([...value], slice).join("") : pick(value, slice);
}

function pick<Item>(items: readonly Item[], { start, stop, step: givenStep }: Slice): Item[] {
  const step = givenStep ?? 1;
  const [lowest, highest] = step > 0 ? [0, items.length] : [-1, items.length - 1];
  const clamp = (index: number) => Math.min(Math.max(index < 0 ? index + items.length : index, lowest), highest);
  const from = start === null ? (step > 0 ? lowest : highest) : clamp(start);
  const to = stop === null ? (step > 0 ? highest : lowest) : clamp(stop);
  const picked: Item[] = [];
  for (let at = from; step > 0 ? at < to : at > to; at += step) {
    const item = items[at];
    if (item !== undefined) picked.push(item);
  }
  return picked;
}
