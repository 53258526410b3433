import { FILTER_STEPS, FilterFailure, FilterRun, type StepPool } from "./filter-budget";
import { checkTree, countNodes } from "./filter-check";
import { parseFilter } from "./filter-syntax";
import { compileTree } from "./filter-tree";
import { isTruthy } from "./filter-values";

export type FilterResult =
  | { outcome: "true" | "false"; value: unknown }
  /** `reason` goes on from "The filter failed: ". */
  | { outcome: "failed"; reason: string };

export interface CompiledFilter {
  /**
   * What the expression says of a parsed envelope. Never throws; the time is bounded by steps, those of the
   * filter itself and those left in `pool`, from which they are taken. The value may share parts with the envelope.
   */
  evaluate(envelope: unknown, pool?: StepPool): FilterResult;
}

export type FilterCompilation =
  | { ok: true; filter: CompiledFilter }
  /** A sentence for the customer; the index in the expression, null when the fault is not at one place. */
  | { ok: false; message: string; position: number | null };

/** Compiles a JMESPath expression of the subset that is safe to run for strangers. Never throws. */
export function compileFilter(expression: string): FilterCompilation {
  const parsed = parseFilter(expression);
  if (!parsed.ok) return parsed;
  const refused = checkTree(parsed.tree);
  if (refused) return { ok: false, message: `The filter ${refused}.`, position: null };
  const read = compileTree(parsed.tree);
  const price = countNodes(parsed.tree);
  return {
    ok: true,
    filter: {
      evaluate(envelope, pool = { left: FILTER_STEPS }) {
        const run = new FilterRun(envelope, pool);
        try {
          run.spend(price);
          const value = read(envelope, run);
          return { outcome: isTruthy(value, run) ? "true" : "false", value };
        } catch (error) {
          if (error instanceof FilterFailure) return { outcome: "failed", reason: error.message };
          throw error;
        }
      },
    },
  };
}

/** As much of a value as a person wants to see of it. */
const MAX_DETAIL_LENGTH = 300;

/** What a filter said, as JSON, or why it failed. */
export function describeResult(result: FilterResult): string {
  const text = result.outcome === "failed" ? result.reason : (JSON.stringify(result.value) ?? "null");
  return text.length <= MAX_DETAIL_LENGTH ? text : `${text.slice(0, MAX_DETAIL_LENGTH - 1).toWellFormed()}…`;
}
