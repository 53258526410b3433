import type { z } from "zod";
import { MAX_JSON_DEPTH } from "@/lib/contracts/limits";
import { AppError, type FieldError } from "@/lib/errors";

/** How many invalid fields `detail` repeats; `errors` holds them all, up to MAX_ERRORS. */
const MAX_IN_DETAIL = 3;
const MAX_ERRORS = 100;

/** Parses what came from outside; throws `invalid_request` with one entry per invalid field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown, prefix = ""): z.output<Schema> {
  const parsed = schema.safeParse(value, { error: requiredMessage });
  if (parsed.success) return parsed.data;
  throw invalidRequest(fieldErrors(parsed.error.issues, prefix));
}

/** JSON text to a value; throws `invalid_json`, also for text that the database cannot hold and for what is too deep. */
export function parseJson(text: string): unknown {
  const value = readJson(text);
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_JSON_DEPTH)
      throw new AppError(
        "invalid_json",
        `The body is nested more than ${MAX_JSON_DEPTH} levels deep. Send it flatter.`,
      );
    level = level.flatMap(partsOf);
  }
  return value;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("invalid_json", "The body could not be read as JSON. Send UTF-8 JSON text.", { cause });
  }
}

/** What stands directly in a value, names included. */
function partsOf(value: unknown): unknown[] {
  if (typeof value === "string") requireStorable(value);
  if (Array.isArray(value)) return value;
  return typeof value === "object" && value !== null ? Object.entries(value).flat() : [];
}

/** Half of a surrogate pair, without its other half. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** PostgreSQL takes neither U+0000 nor half a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes("\0") && !LONE_SURROGATE.test(text);
}

function requireStorable(text: string): void {
  if (isStorable(text)) return;
  throw new AppError("invalid_json", "The body holds U+0000 or half a surrogate pair, which is not text. Take it out.");
}

export function invalidRequest(errors: FieldError[]): AppError {
  const shown = errors.slice(0, MAX_IN_DETAIL).map(({ path, message }) => `${path || "The body"} ${message}`);
  const more = errors.length > MAX_IN_DETAIL ? `; and ${errors.length - MAX_IN_DETAIL} more` : "";
  return new AppError("invalid_request", `${shown.join("; ")}${more}.`.replace(/\.\.$/, "."), { errors });
}

export function fieldErrors(issues: readonly z.core.$ZodIssue[], prefix = ""): FieldError[] {
  return issues.flatMap((issue) => fromIssue(issue, prefix)).slice(0, MAX_ERRORS);
}

function fromIssue(issue: z.core.$ZodIssue, prefix: string): FieldError[] {
  const path = pathText(issue.path, prefix);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: pathText([key], path),
      message: "is not a field of this request: remove it or check its spelling",
      code: "unknown_field",
    }));
  }
  const code = isMissing(issue) ? "required" : CODES[issue.code];
  return [{ path, message: issue.message, code }];
}

const CODES: Record<z.core.$ZodIssue["code"], string> = {
  invalid_type: "invalid_type",
  too_big: "too_big",
  too_small: "too_small",
  invalid_format: "invalid_format",
  not_multiple_of: "invalid_value",
  unrecognized_keys: "unknown_field",
  invalid_union: "invalid_value",
  invalid_key: "invalid_value",
  invalid_element: "invalid_value",
  invalid_value: "invalid_value",
  custom: "invalid_value",
};

const REQUIRED = "is required";

function isMissing(issue: z.core.$ZodIssue): boolean {
  return issue.message === REQUIRED || issue.message.startsWith(`${REQUIRED}:`);
}

/** `events[0].type` */
function pathText(path: readonly PropertyKey[], prefix: string): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return text === "" ? String(part) : `${text}.${String(part)}`;
  }, prefix);
}

/** Zod's own sentences read "Invalid input: …"; ours follow the name of the field. A schema's own message wins. */
function requiredMessage(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "invalid_type")
    return issue.input === undefined ? REQUIRED : `must be ${typeName(issue.expected)}`;
  if (issue.code === "invalid_value") {
    return issue.input === undefined
      ? REQUIRED
      : `must be ${issue.values.map((value: unknown) => JSON.stringify(value)).join(" or ")}`;
  }
  if (issue.code === "too_small") return `must be at least ${issue.minimum}${unitOf(issue.origin)}`;
  if (issue.code === "too_big") return `must be at most ${issue.maximum}${unitOf(issue.origin)}`;
  if (issue.code === "invalid_union" && issue.input === undefined) return REQUIRED;
  return undefined;
}

function typeName(expected: string): string {
  const names: Record<string, string> = { int: "a whole number", nan: "a number", record: "an object" };
  return names[expected] ?? (/^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`);
}

function unitOf(origin: string): string {
  if (origin === "string") return " characters long";
  if (origin === "array" || origin === "set") return " entries long";
  return "";
}
