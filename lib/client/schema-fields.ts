/** One field of a JSON Schema, as a reader of the payload looks for it. */
export interface SchemaField {
  /** `shipping_address.country`, `lines[].sku` */
  path: string;
  depth: number;
  /** `string, email` or `"draft" or "paid"`. */
  type: string;
  isRequired: boolean;
  description: string | null;
}

type Schema = Record<string, unknown>;

const MAX_DEPTH = 6;
const MAX_FIELDS = 300;

/** The properties of a schema in their order, nested ones below their parent; local references are followed. */
export function schemaFields(schema: Schema): SchemaField[] {
  const fields: SchemaField[] = [];
  collect(schema, { root: schema, prefix: "", depth: 0, fields });
  return fields.slice(0, MAX_FIELDS);
}

interface Walk {
  root: Schema;
  prefix: string;
  depth: number;
  fields: SchemaField[];
}

function collect(given: Schema, walk: Walk): void {
  const schema = resolve(given, walk.root);
  const properties = asSchema(schema.properties);
  if (!properties || walk.depth >= MAX_DEPTH) return;
  const required = Array.isArray(schema.required) ? schema.required : [];
  for (const [name, value] of Object.entries(properties)) {
    const property = asSchema(value);
    if (!property || walk.fields.length >= MAX_FIELDS) continue;
    add({ name, property: resolve(property, walk.root), isRequired: required.includes(name) }, walk);
  }
}

interface Property {
  name: string;
  property: Schema;
  isRequired: boolean;
}

function add({ name, property, isRequired }: Property, walk: Walk): void {
  const items = asSchema(property.items);
  const path = `${walk.prefix}${name}${items ? "[]" : ""}`;
  const description = typeof property.description === "string" ? property.description : null;
  walk.fields.push({ path, depth: walk.depth, type: typeText(property, walk.root), isRequired, description });
  collect(items ?? property, { ...walk, prefix: `${path}.`, depth: walk.depth + 1 });
}

function typeText(schema: Schema, root: Schema): string {
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(" or ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const choices = [schema.oneOf, schema.anyOf].find(Array.isArray);
  if (choices) return choices.map((choice) => typeText(resolve(asSchema(choice) ?? {}, root), root)).join(" or ");
  const items = asSchema(schema.items);
  if (items) return `list of ${typeText(resolve(items, root), root)}`;
  const types = Array.isArray(schema.type) ? schema.type.join(" or ") : schema.type;
  const type = typeof types === "string" ? types : schema.properties ? "object" : "anything";
  return typeof schema.format === "string" ? `${type}, ${schema.format}` : type;
}

/** A local reference such as `#/$defs/address`; anything else stays as it is. */
function resolve(schema: Schema, root: Schema): Schema {
  if (typeof schema.$ref !== "string" || !schema.$ref.startsWith("#/")) return schema;
  const target = schema.$ref
    .slice(2)
    .split("/")
    .reduce<unknown>((at, part) => asSchema(at)?.[decodeURIComponent(part)], root);
  return asSchema(target) ?? schema;
}

function asSchema(value: unknown): Schema | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Schema) : null;
}
