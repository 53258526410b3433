import fc from "fast-check";
import { type DocumentedSchema, document } from "./document";

const MAX_DEPTH = 4;
const REFERENCE = "#/components/schemas/";
const MAX_TEXT = 60;

/** Values that fit a schema of the document. */
export function fitting(given: DocumentedSchema, depth = 0): fc.Arbitrary<unknown> {
  const schema = resolve(given);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => fitting(one, depth)));
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => fitting({ ...schema, type }, depth)));
  switch (schema.type) {
    case "object":
      return objectOf(schema, depth);
    case "array":
      return fc.array(fitting(schema.items ?? {}, depth + 1), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(schema.minItems ?? 0, 3),
      });
    case "string":
      return textOf(schema);
    case "integer":
      return fc.integer(rangeOf(schema));
    case "number":
      return fc.double({
        min: schema.minimum ?? -1e9,
        max: schema.maximum ?? 1e9,
        noNaN: true,
        noDefaultInfinity: true,
      });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      return depth > MAX_DEPTH ? fc.constant(1) : fc.jsonValue({ maxDepth: 2 });
  }
}

/** Values that are wrong somewhere: another type, a field too many, one too few, or no object at all. */
export function unfitting(given: DocumentedSchema): fc.Arbitrary<unknown> {
  const schema = resolve(given);
  const names = Object.keys(schema.properties ?? {});
  const wrong = fc.constantFrom<unknown>(
    null,
    7,
    -1,
    "",
    "x".repeat(5_000),
    [],
    {},
    [[1]],
    "\u0007",
    true,
    { $ne: 1 },
    "../..",
    1e308,
  );
  const fit = fitting(schema).map((value) => (typeof value === "object" && value !== null ? value : {}));
  return fc.oneof(
    fc.tuple(fit, wrong).map(([value, odd]) => ({ ...value, noSuchField: odd })),
    fc.jsonValue({ maxDepth: 3 }),
    ...(names.length === 0
      ? []
      : [
          fc.tuple(fit, fc.constantFrom(...names), wrong).map(([value, name, odd]) => ({ ...value, [name]: odd })),
          fc.tuple(fit, fc.constantFrom(...names)).map(([value, name]) => omit(value, name)),
        ]),
  );
}

function objectOf(
  { properties = {}, required = [], additionalProperties }: DocumentedSchema,
  depth: number,
): fc.Arbitrary<unknown> {
  const members = Object.entries(properties).filter(([name]) => required.includes(name) || depth < MAX_DEPTH);
  if (members.length === 0) {
    const values = typeof additionalProperties === "object" ? additionalProperties : {};
    return fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fitting(values, depth + 1), { maxKeys: 3 });
  }
  const requiredKeys = members.map(([name]) => name).filter((name) => required.includes(name));
  return fc.record(Object.fromEntries(members.map(([name, member]) => [name, fitting(member, depth + 1)])), {
    requiredKeys,
  });
}

function textOf({ pattern, format, minLength = 0, maxLength = MAX_TEXT }: DocumentedSchema): fc.Arbitrary<string> {
  if (format === "date-time") {
    return fc
      .date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString());
  }
  if (format === "email") return fc.stringMatching(/^[a-z]{3,9}@example\.com$/);
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern), { size: "-1" });
  return fc.string({ minLength, maxLength: Math.min(Math.max(minLength, MAX_TEXT), maxLength), unit: "grapheme" });
}

function rangeOf({ minimum = -1_000_000, maximum = 1_000_000 }: DocumentedSchema) {
  return { min: Math.ceil(minimum), max: Math.min(Math.floor(maximum), Number.MAX_SAFE_INTEGER) };
}

function omit(value: object, name: string): object {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
}

function resolve(schema: DocumentedSchema): DocumentedSchema {
  return schema.$ref ? (document.components.schemas[schema.$ref.slice(REFERENCE.length)] ?? {}) : schema;
}
