import { type JsonSchema, REFERENCE } from "./json-schema";

export const TYPES_FILE = "clients/typescript/schema.ts";

const VERBS = ["get", "post", "put", "patch", "delete"];
const HEADER = `// Written by \`npm run openapi\` from openapi.json; do not edit.
`;

interface OpenApiDocument {
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: { schemas: Record<string, JsonSchema> };
}
interface OpenApiOperation {
  summary: string;
  parameters: { name: string; in: string; required?: boolean; schema: JsonSchema }[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, { content?: Record<string, { schema: JsonSchema }> }>;
}

/** The types of the TypeScript client: the schemas by name, and what each operation takes and answers. */
export function toClientTypes(given: JsonSchema): string {
  const { paths, components } = given as unknown as OpenApiDocument;
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `${commentOf(schema)}export type ${name} = ${typeOf(schema)};\n`,
  );
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    VERBS.flatMap((verb) => {
      const operation = item[verb];
      return operation ? [operationType(`${verb.toUpperCase()} ${path}`, operation)] : [];
    }),
  );
  return `${HEADER}\n${schemas.join("\n")}\n/** By verb and path. */\nexport interface Operations {\n${operations.join("\n")}\n}\n`;
}

function operationType(key: string, { summary, parameters, requestBody, responses }: OpenApiOperation): string {
  const body = requestBody?.content["application/json"]?.schema;
  return `/** ${summary} */
${JSON.stringify(key)}: {
  path: ${parametersType(parameters, "path")};
  query: ${parametersType(parameters, "query")};
  body: ${body ? typeOf(body) : "undefined"};
  response: ${responseType(responses)};
};`;
}

function parametersType(parameters: OpenApiOperation["parameters"], place: string): string {
  const members = parameters
    .filter((one) => one.in === place)
    .map(({ name, required, schema }) => `${propertyName(name)}${required ? "" : "?"}: ${typeOf(schema)}`);
  return members.length === 0 ? "Record<string, never>" : `{ ${members.join("; ")} }`;
}

function responseType(responses: OpenApiOperation["responses"]): string {
  const success = Object.entries(responses).find(([status]) => status.startsWith("2"))?.[1];
  const schema = Object.values(success?.content ?? {})[0]?.schema;
  return schema ? typeOf(schema) : "undefined";
}

function typeOf(schema: JsonSchema): string {
  const { $ref, anyOf, oneOf, type } = schema;
  if (typeof $ref === "string") return $ref.slice(REFERENCE.length);
  if ("const" in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return union(schema.enum.map((one) => JSON.stringify(one)));
  const choices = anyOf ?? oneOf;
  if (Array.isArray(choices)) return union(choices.map((one) => typeOf(one)));
  if (Array.isArray(type)) return union(type.map((one) => typeOf({ ...schema, type: one })));
  switch (type) {
    case "object":
      return objectType(schema);
    case "array":
      return `(${typeOf((schema.items ?? {}) as JsonSchema)})[]`;
    case "integer":
    case "number":
      return "number";
    case "string":
    case "boolean":
    case "null":
      return type;
    default:
      return "unknown";
  }
}

function objectType({ properties, required, additionalProperties }: JsonSchema): string {
  const members = Object.entries((properties ?? {}) as Record<string, JsonSchema>);
  if (members.length === 0) {
    const isOpen = typeof additionalProperties === "object" && additionalProperties !== null;
    return `Record<string, ${isOpen ? typeOf(additionalProperties as JsonSchema) : "unknown"}>`;
  }
  const wanted = new Set(Array.isArray(required) ? required : []);
  const lines = members.map(
    ([name, member]) => `${commentOf(member)}${propertyName(name)}${wanted.has(name) ? "" : "?"}: ${typeOf(member)};`,
  );
  return `{\n${lines.join("\n")}\n}`;
}

function union(types: string[]): string {
  return [...new Set(types)].join(" | ");
}

function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function commentOf({ description }: JsonSchema): string {
  return typeof description === "string" ? `/** ${description.replaceAll("*/", "*\\/")} */\n` : "";
}
