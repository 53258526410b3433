import { isRecord, resolvePointer } from "./pointer";

/** An optional member that leads deeper than this is left out: schemas may refer to themselves. */
const MAX_DEPTH = 8;
/** Values of one example: a type with twenty members of its own kind would have 20^8 of them. */
const MAX_VALUES = 500;

const BY_FORMAT: Record<string, string> = {
  "date-time": "2026-01-01T00:00:00Z",
  date: "2026-01-01",
  time: "00:00:00Z",
  duration: "PT1H",
  email: "jo@example.com",
  hostname: "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  uri: "https://example.com/",
  "uri-reference": "/things/1",
  uuid: "018f0000-0000-7000-8000-000000000000",
  "json-pointer": "/name",
  regex: "^[a-z]+$",
  byte: "SGVsbG8=",
};

/**
 * A value that a schema describes, the same every time: what the schema itself shows (`const`, `examples`, `default`,
 * `enum`) where it shows something. It fits simple schemas; whoever needs to be sure checks it.
 */
export function exampleOf(schema: unknown): unknown {
  return make(schema, { root: schema, depth: 0, budget: { left: MAX_VALUES } });
}

/** References that are followed on one way down. */
const MAX_REFERENCES = 32;

interface Place {
  root: unknown;
  depth: number;
  budget: { left: number };
}

function make(schema: unknown, place: Place): unknown {
  place.budget.left -= 1;
  if (place.budget.left < 0 || place.depth > MAX_REFERENCES * 2) return null;
  if (!isRecord(schema)) return schema === false ? undefined : {};
  if ("const" in schema) return schema.const;
  if ("example" in schema) return schema.example;
  if (Array.isArray(schema.examples) && schema.examples.length > 0) return schema.examples[0];
  if ("default" in schema) return schema.default;
  if (Array.isArray(schema.enum) && schema.enum.length > 0) return schema.enum[0];
  const merged = merge(schema, place);
  return merged === schema ? byType(schema, place) : make(merged, { ...place, depth: place.depth + 1 });
}

/** What `$ref`, `allOf` and the first of `anyOf` and `oneOf` say, laid over the schema; itself if it has none. */
function merge(schema: Record<string, unknown>, { root, depth }: Place): Record<string, unknown> {
  const { $ref, allOf, anyOf, oneOf, ...own } = schema;
  const target = typeof $ref === "string" && depth < MAX_REFERENCES ? resolvePointer(root, $ref) : undefined;
  const parts = [target, ...listOf(allOf), listOf(anyOf)[0], listOf(oneOf)[0]].filter(isRecord);
  if (parts.length === 0) return depth < MAX_REFERENCES || $ref === undefined ? schema : own;
  const layers = [own, ...parts];
  return {
    ...Object.assign({}, ...layers.toReversed()),
    properties: Object.assign({}, ...layers.map((layer) => recordOf(layer.properties)).toReversed()),
    required: layers.flatMap((layer) => listOf(layer.required)),
  };
}

function byType(schema: Record<string, unknown>, place: Place): unknown {
  switch (typeOf(schema)) {
    case "object":
      return makeObject(schema, place);
    case "array":
      return makeArray(schema, place);
    case "string":
      return makeString(schema);
    case "integer":
    case "number":
      return makeNumber(schema);
    case "boolean":
      return true;
    default:
      return null;
  }
}

function typeOf(schema: Record<string, unknown>): string {
  const types = listOf(schema.type ?? []).filter((type) => type !== "null");
  if (typeof schema.type === "string") return schema.type;
  if (types.length > 0) return String(types[0]);
  if ("items" in schema || "prefixItems" in schema) return "array";
  if ("pattern" in schema || "format" in schema || "maxLength" in schema || "minLength" in schema) return "string";
  if ("minimum" in schema || "maximum" in schema || "multipleOf" in schema) return "number";
  return "type" in schema ? "null" : "object";
}

function makeObject(schema: Record<string, unknown>, place: Place): Record<string, unknown> {
  const required = new Set(listOf(schema.required));
  const members = Object.entries(recordOf(schema.properties))
    .filter(([name]) => required.has(name) || (place.depth < MAX_DEPTH && place.budget.left > 0))
    .map(([name, member]) => [name, make(member, { ...place, depth: place.depth + 1 })])
    .filter(([, value]) => value !== undefined);
  return Object.fromEntries(members);
}

function makeArray(schema: Record<string, unknown>, place: Place): unknown[] {
  const deeper = { ...place, depth: place.depth + 1 };
  const fixed = listOf(schema.prefixItems).map((item) => make(item, deeper));
  const least = typeof schema.minItems === "number" ? Math.min(schema.minItems, 20) : 0;
  const wanted = place.depth < MAX_DEPTH ? Math.max(least, fixed.length > 0 ? 0 : 1) : least;
  while (fixed.length < wanted && schema.items !== false) fixed.push(make(schema.items ?? {}, deeper));
  return schema.maxItems === 0 ? [] : fixed;
}

function makeString({ format, minLength, maxLength }: Record<string, unknown>): string {
  const text = BY_FORMAT[String(format)] ?? "text";
  const padded = typeof minLength === "number" ? text.padEnd(Math.min(minLength, 1_000), "x") : text;
  return typeof maxLength === "number" && format === undefined ? padded.slice(0, maxLength) : padded;
}

function makeNumber({
  type,
  minimum,
  maximum,
  exclusiveMinimum,
  exclusiveMaximum,
  multipleOf,
}: Record<string, unknown>): number {
  const step = typeof multipleOf === "number" && multipleOf > 0 ? multipleOf : 1;
  if (typeof minimum === "number") return Math.ceil(minimum / step) * step;
  if (typeof exclusiveMinimum === "number") return (Math.floor(exclusiveMinimum / step) + 1) * step;
  if (typeof maximum === "number") return Math.min(step, Math.floor(maximum / step) * step);
  if (typeof exclusiveMaximum === "number") return Math.min(step, (Math.ceil(exclusiveMaximum / step) - 1) * step);
  return type === "integer" ? Math.max(1, step) : step;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}
