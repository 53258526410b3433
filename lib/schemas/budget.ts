import { _, type Ajv2020 } from "ajv/dist/2020.js";

/** So that a small value may still be looked at by a large schema. */
const BASE_STEPS = 100_000;
/** A step takes some 10 ns; honest schemas take one or two for each letter of an event. */
const STEPS_PER_LETTER = 64;

/** Thrown out of a check that costs too much. */
export class BudgetSpent extends Error {
  override readonly name = "BudgetSpent";
}

/** What one check may cost; a check is never interrupted, so one at a time is under way. */
export interface Budget {
  /** For the next check, of a value whose JSON has so many letters. */
  refill(letters: number): void;
  /** Throws BudgetSpent. */
  spend(steps: number): void;
}

export function createBudget(): Budget {
  let left = 0;
  return {
    refill(letters) {
      left = BASE_STEPS + letters * STEPS_PER_LETTER;
    },
    spend(steps) {
      left -= steps;
      if (left < 0) throw new BudgetSpent();
    },
  };
}

/**
 * Lets every keyword pay before it works: for its own size and for the members or letters it looks at. References that
 * fan out (`a` means `b` twice, `b` means `c` twice …) make any number of checks out of a few lines, and large lists of
 * alternatives meet large lists of values; neither can be counted before.
 */
export function meterKeywords(ajv: Ajv2020, budget: Budget): void {
  const pay = (steps: number, value: unknown) => budget.spend(steps + membersOf(value));
  const { rules, post } = ajv.RULES;
  for (const { definition } of [...rules, post].flatMap((group) => group.rules)) {
    if (!("code" in definition)) continue;
    const generate = definition.code;
    definition.code = (context, type) => {
      const call = context.gen.scopeValue("func", { ref: pay });
      context.gen.code(_`${call}(${priceOf(context.schema)}, ${context.data})`);
      generate(context, type);
    };
  }
}

function priceOf(keyword: unknown): number {
  if (Array.isArray(keyword)) return 1 + Math.ceil(JSON.stringify(keyword).length / 16);
  return 1 + (typeof keyword === "object" && keyword !== null ? Object.keys(keyword).length : 0);
}

function membersOf(value: unknown): number {
  if (typeof value === "string") return value.length >> 5;
  if (typeof value !== "object" || value === null) return 0;
  return Array.isArray(value) ? value.length : Object.keys(value).length;
}
