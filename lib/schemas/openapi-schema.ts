import { isRecord, resolvePointer } from "./pointer";

/** What the dialect of 3.0 has and JSON Schema has not, or has otherwise. */
const DROPPED = new Set(["nullable", "discriminator", "xml", "externalDocs", "example", "$schema", "$id"]);
/** Keywords whose value is a map of schemas; in all others an object is a schema or plain data. */
const MAPS = new Set(["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"]);
const DATA = new Set(["enum", "const", "default", "examples", "required", "type"]);

/**
 * A schema of an OpenAPI document as JSON Schema 2020-12 that stands alone: what it refers to is gathered under
 * `$defs`, and `nullable` and boolean exclusive bounds of 3.0 are put in today's words.
 */
export function toJsonSchema(document: unknown, schema: Record<string, unknown>): object {
  const collected = new Map<string, unknown>();
  const names = new Map<string, string>();
  const nameOf = (reference: string): string => {
    const known = names.get(reference);
    if (known !== undefined) return known;
    const base = (reference.split("/").at(-1) ?? "").replace(/[^\w.-]/g, "_") || "Root";
    const name = [...names.values()].includes(base) ? `${base}_${names.size}` : base;
    names.set(reference, name);
    // The entry stands before its content is read, which may refer to it.
    collected.set(name, {});
    collected.set(name, convert(resolvePointer(document, reference) ?? false, nameOf));
    return name;
  };
  const converted = convert(schema, nameOf) as Record<string, unknown>;
  return collected.size === 0 ? converted : { ...converted, $defs: Object.fromEntries(collected) };
}

type NameOf = (reference: string) => string;

function convert(schema: unknown, nameOf: NameOf): unknown {
  if (Array.isArray(schema)) return schema.map((one) => convert(one, nameOf));
  if (!isRecord(schema)) return schema;
  const entries = Object.entries(schema)
    .filter(([keyword]) => !DROPPED.has(keyword))
    .map(([keyword, value]): [string, unknown] => {
      if (keyword === "$ref" && typeof value === "string" && value.startsWith("#/"))
        return [keyword, `#/$defs/${nameOf(value)}`];
      if (DATA.has(keyword)) return [keyword, value];
      if (MAPS.has(keyword) && isRecord(value)) return [keyword, mapValues(value, (one) => convert(one, nameOf))];
      return [keyword, convert(value, nameOf)];
    });
  return allowNull(schema, modernBounds(Object.fromEntries(entries)), "example" in schema ? [schema.example] : null);
}

function allowNull(
  { nullable }: Record<string, unknown>,
  schema: Record<string, unknown>,
  examples: unknown[] | null,
): Record<string, unknown> {
  const shown = examples && !("examples" in schema) ? { ...schema, examples } : schema;
  if (nullable !== true) return shown;
  if (typeof shown.type !== "string") return { anyOf: [shown, { type: "null" }] };
  const { enum: values } = shown;
  const withNull = Array.isArray(values) && !values.includes(null) ? { enum: [...values, null] } : {};
  return { ...shown, ...withNull, type: [shown.type, "null"] };
}

function modernBounds(schema: Record<string, unknown>): Record<string, unknown> {
  const bounded = { ...schema };
  for (const [exclusive, inclusive] of [
    ["exclusiveMinimum", "minimum"],
    ["exclusiveMaximum", "maximum"],
  ] as const) {
    if (typeof bounded[exclusive] !== "boolean") continue;
    const isExclusive = bounded[exclusive];
    delete bounded[exclusive];
    if (!isExclusive || bounded[inclusive] === undefined) continue;
    bounded[exclusive] = bounded[inclusive];
    delete bounded[inclusive];
  }
  return bounded;
}

function mapValues(record: Record<string, unknown>, map: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
