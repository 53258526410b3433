import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { BudgetSpent, createBudget, meterKeywords } from "./budget";
import { linearRegExp } from "./linear-regexp";
import { pathOfPointer } from "./path";
import { UNIQUE_ITEMS, uniqueItems } from "./unique-items";

export const MAX_SCHEMA_BYTES = 65_536;
const MAX_SCHEMA_DEPTH = 64;
/** Of the allowed values that a message repeats. */
const MAX_LISTED = 20;

export interface Violation {
  /** Where in the value, such as `.items[0].price`; empty for the value itself. */
  path: string;
  message: string;
}

/** Checks values against one schema. Never throws. */
export interface CompiledSchema {
  /** The first thing that is wrong; null when the value fits. */
  check(value: unknown): Violation | null;
}

export type SchemaCompilation = { ok: true; schema: CompiledSchema } | { ok: false; message: string };

/**
 * Compiles a JSON Schema 2020-12 that comes from outside; some 20 ms, so callers keep the result. `message` says what
 * is wrong with a schema, to follow its name.
 */
export function compileSchema(schema: object): SchemaCompilation {
  const refused = refuseSize(schema);
  if (refused) return { ok: false, message: refused };
  const budget = createBudget();
  const ajv = new Ajv2020({
    // Unknown keywords are annotations, as the specification has it.
    strict: false,
    logger: false,
    ownProperties: true,
    // Each schema that is referred to becomes one function, however often it is: a few lines could ask for gigabytes of code.
    inlineRefs: false,
    // What ajv calls optimising takes time by the square of the number of members.
    code: { regExp: linearRegExp(budget), optimize: false },
  });
  addFormats.default(ajv);
  ajv.removeKeyword(UNIQUE_ITEMS);
  ajv.addKeyword(uniqueItems(budget));
  meterKeywords(ajv, budget);
  try {
    // Ajv checks the schema itself by the schema of schemas first.
    budget.refill(MAX_SCHEMA_BYTES);
    const validate = ajv.compile(schema);
    return {
      ok: true,
      schema: {
        check: (value) => {
          const run = () => {
            budget.refill(JSON.stringify(value)?.length ?? 0);
            return validate(value);
          };
          return check(run, () => validate.errors?.[0]);
        },
      },
    };
  } catch (error) {
    return { ok: false, message: `is not a JSON Schema 2020-12 that can be used: ${(error as Error).message}` };
  }
}

function check(run: () => unknown, firstError: () => ErrorObject | undefined): Violation | null {
  try {
    if (run()) return null;
  } catch (error) {
    // A schema that refers to itself follows the value down, however deep that is.
    if (error instanceof RangeError) return { path: "", message: "is nested too deeply to be checked" };
    if (error instanceof BudgetSpent) return { path: "", message: "costs too much to be checked against its schema" };
    throw error;
  }
  return toViolation(firstError());
}

function toViolation(error: ErrorObject | undefined): Violation {
  if (!error) return { path: "", message: "does not fit" };
  const path = pathOfPointer(error.instancePath);
  const { missingProperty, additionalProperty, unevaluatedProperty, allowedValues, allowedValue } = error.params;
  const extra = additionalProperty ?? unevaluatedProperty;
  if (missingProperty !== undefined)
    return { path: path + pathOfPointer(`/${escapePart(missingProperty)}`), message: "is required" };
  if (extra !== undefined)
    return { path: path + pathOfPointer(`/${escapePart(extra)}`), message: "is not in the schema" };
  if (allowedValues) return { path, message: `must be one of ${listed(allowedValues)}` };
  if (allowedValue !== undefined) return { path, message: `must be ${JSON.stringify(allowedValue)}` };
  return { path, message: error.message ?? "does not fit" };
}

function listed(values: readonly unknown[]): string {
  const more = values.length > MAX_LISTED ? `, and ${values.length - MAX_LISTED} more` : "";
  const shown = values.slice(0, MAX_LISTED).map((one) => JSON.stringify(one));
  return shown.join(", ") + more;
}

function escapePart(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

function refuseSize(schema: object): string | null {
  if (depthOf(schema, 0) > MAX_SCHEMA_DEPTH) return `is nested more than ${MAX_SCHEMA_DEPTH} levels deep`;
  const bytes = Buffer.byteLength(JSON.stringify(schema));
  return bytes > MAX_SCHEMA_BYTES ? `is larger than ${MAX_SCHEMA_BYTES.toLocaleString("en")} bytes` : null;
}

/** Stops counting beyond the cap, so that the recursion is bounded. */
function depthOf(value: unknown, depth: number): number {
  if (typeof value !== "object" || value === null || depth > MAX_SCHEMA_DEPTH) return depth;
  return Object.values(value).reduce<number>((deepest, part) => Math.max(deepest, depthOf(part, depth + 1)), depth);
}
