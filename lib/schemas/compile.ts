import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { linearRegExp } from "./linear-regexp";
import { pathOfPointer } from "./path";
import { uniqueItems } from "./unique-items";

export const MAX_SCHEMA_BYTES = 65_536;
const MAX_SCHEMA_DEPTH = 64;

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
  const ajv = new Ajv2020({
    // Unknown keywords are annotations, as the specification has it.
    strict: false,
    logger: false,
    ownProperties: true,
    code: { regExp: linearRegExp },
  });
  addFormats.default(ajv);
  ajv.removeKeyword(uniqueItems.keyword as string);
  ajv.addKeyword(uniqueItems);
  try {
    const validate = ajv.compile(schema);
    return {
      ok: true,
      schema: {
        check: (value) =>
          check(
            () => validate(value),
            () => validate.errors?.[0],
          ),
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
  if (allowedValues)
    return { path, message: `must be one of ${allowedValues.map((one: unknown) => JSON.stringify(one)).join(", ")}` };
  if (allowedValue !== undefined) return { path, message: `must be ${JSON.stringify(allowedValue)}` };
  return { path, message: error.message ?? "does not fit" };
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
