import { z } from "zod";
import type { CollectedOperation } from "./collect-operations";
import type { Contract } from "./load-contracts";

export type JsonSchema = Record<string, unknown>;
export type Io = "input" | "output";

export const REFERENCE = "#/components/schemas/";

/** Which way each part of an operation goes. */
const PARTS = { params: "input", query: "input", body: "input", response: "output" } as const;

/**
 * All contracts of one direction as JSON Schema, by name; and the parts of the operations, by `GET /path query` (a name
 * with a blank, which no contract has). One refers to another by its name.
 */
export function toJsonSchemas(
  io: Io,
  contracts: readonly Contract[],
  operations: readonly CollectedOperation[],
): Map<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const { name, schema } of contracts) registry.add(schema, { id: name });
  const known = new Map<string, string>();
  for (const [key, schema] of partsOf(io, operations)) {
    const name = registry.get(schema)?.id;
    if (name === undefined) registry.add(schema, { id: key });
    else known.set(key, name);
  }
  const { schemas } = z.toJSONSchema(registry, { io, unrepresentable: "any", uri: (id) => REFERENCE + id });
  const describe = new Map(contracts.map((contract) => [contract.name, contract.describe]));
  const result = new Map<string, JsonSchema>();
  for (const [name, { $schema, $id, ...schema }] of Object.entries(schemas)) {
    const tidy = tidied(schema, io) as JsonSchema;
    result.set(name, describe.get(name)?.(tidy) ?? tidy);
  }
  for (const [key, name] of known) {
    result.set(key, name.includes(" ") ? (result.get(name) ?? {}) : { $ref: REFERENCE + name });
  }
  return result;
}

function partsOf(io: Io, operations: readonly CollectedOperation[]): [string, z.ZodType][] {
  return operations.flatMap(({ verb, path, operation }) =>
    Object.entries(PARTS).flatMap(([part, direction]): [string, z.ZodType][] => {
      const schema = operation[part as keyof typeof PARTS];
      return schema && direction === io ? [[`${verb} ${path} ${part}`, schema as z.ZodType]] : [];
    }),
  );
}

/** Takes out what says nothing or says it twice. Answers may gain fields, so they are not closed. */
function tidied(value: unknown, io: Io): unknown {
  if (Array.isArray(value)) return value.map((one) => tidied(one, io));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([name, content]) => saysSomething(name, content, { io, schema: value }));
  return Object.fromEntries(kept.map(([name, content]) => [name, tidied(content, io)]));
}

function saysSomething(keyword: string, content: unknown, { io, schema }: { io: Io; schema: object }): boolean {
  switch (keyword) {
    case "pattern":
      return !("format" in schema);
    case "propertyNames":
      return JSON.stringify(content) !== '{"type":"string"}';
    case "additionalProperties":
      return io === "input" || content !== false;
    case "minimum":
    case "maximum":
      return Math.abs(Number(content)) !== Number.MAX_SAFE_INTEGER;
    default:
      return true;
  }
}
