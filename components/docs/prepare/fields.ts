import type { ApiDocument, ApiSchema } from "./reference";

export interface Field {
  /** With the names above it: `destination.config`. */
  name: string;
  type: string;
  isRequired: boolean;
  description: string | null;
  /** As JSON; null without one. */
  defaultValue: string | null;
}

const MAX_DEPTH = 3;
const REFERENCE = "#/components/schemas/";
const MAX_VALUES = 12;

/** The fields of an object and of what is in it, each with its path; empty for anything that is no object. */
export function fieldsOf(schema: ApiSchema, document: ApiDocument): Field[] {
  return walk(schema, { document, prefix: "", depth: 0 });
}

interface Place {
  document: ApiDocument;
  prefix: string;
  depth: number;
}

function walk(given: ApiSchema, { document, prefix, depth }: Place): Field[] {
  const schema = objectIn(given, document);
  if (!schema?.properties || depth >= MAX_DEPTH) return [];
  const required = new Set(schema.required);
  return Object.entries(schema.properties).flatMap(([key, member]) => {
    const name = prefix + key;
    const resolved = resolve(member, document);
    const field: Field = {
      name,
      type: typeName(member, document),
      isRequired: required.has(key) && resolved.default === undefined,
      description: member.description ?? resolved.description ?? null,
      defaultValue: resolved.default === undefined ? null : JSON.stringify(resolved.default),
    };
    const suffix = resolved.type === "array" ? "[]." : ".";
    return [field, ...walk(member, { document, prefix: name + suffix, depth: depth + 1 })];
  });
}

/** The object that a schema is, is a list of, or may be. */
function objectIn(given: ApiSchema, document: ApiDocument): ApiSchema | null {
  const schema = resolve(given, document);
  if (schema.properties) return schema;
  if (schema.items) return objectIn(schema.items, document);
  const choices = (schema.anyOf ?? []).map((one) => objectIn(one, document)).filter((one) => one !== null);
  return choices[0] ?? null;
}

export function typeName(given: ApiSchema, document: ApiDocument): string {
  const schema = resolve(given, document);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return shortened(schema.enum.map((one) => JSON.stringify(one)));
  if (schema.anyOf) return [...new Set(schema.anyOf.map((one) => typeName(one, document)))].join(" or ");
  if (schema.items) return `list of ${typeName(schema.items, document)}`;
  const types = [schema.type ?? "anything"].flat().join(" or ");
  return schema.format === "date-time" ? types.replace("string", "time") : types;
}

function shortened(values: string[]): string {
  return values.length > MAX_VALUES ? `${values.slice(0, MAX_VALUES).join(", ")}, …` : values.join(", ");
}

function resolve(schema: ApiSchema, document: ApiDocument): ApiSchema {
  if (!schema.$ref) return schema;
  return document.components.schemas[schema.$ref.slice(REFERENCE.length)] ?? {};
}
