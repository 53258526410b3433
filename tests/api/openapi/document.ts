import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import openApi from "@/openapi.json";

export interface DocumentedSchema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: DocumentedSchema[];
  items?: DocumentedSchema;
  properties?: Record<string, DocumentedSchema>;
  required?: string[];
  additionalProperties?: DocumentedSchema | boolean;
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
}

interface Media {
  schema: DocumentedSchema;
  example?: unknown;
}

export interface DocumentedOperation {
  description: string;
  security?: Record<string, unknown>[];
  parameters: { name: string; in: string; required?: boolean; schema: DocumentedSchema }[];
  requestBody?: { content: { "application/json": Media } };
  responses: Record<string, { $ref?: string; content?: Record<string, Media> }>;
}

interface OpenApiDocument {
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: {
    schemas: Record<string, DocumentedSchema>;
    responses: Record<string, { content: Record<string, Media> }>;
  };
}

/** As the API serves it. */
export const document = openApi as unknown as OpenApiDocument;

export interface Listed {
  verb: string;
  path: string;
  operation: DocumentedOperation;
}

export function listOperations(): Listed[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([verb, operation]) => ({ verb: verb.toUpperCase(), path, operation })),
  );
}

const ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ ...openApi, $id: "doc" });
const validators = new Map<string, ValidateFunction>();

export interface GotAnswer {
  status: number;
  text: string;
  type: string;
}

/** What is wrong with an answer, by what the document says of the operation; null when nothing is. */
export function findFault(listed: Listed, { status, text, type }: GotAnswer): string | null {
  const { responses } = listed.operation;
  const key = responses[status] ? String(status) : "default";
  if (key === "default" && status < 400) return `answered ${status}, which is not declared`;
  const { pointer, content } = locate(listed, key);
  if (!content) return text === "" ? null : `answered ${status} with a body that is not declared`;
  const declared = Object.keys(content).find((one) => type.startsWith(one));
  if (declared === undefined) return `answered ${status} as ${type}`;
  if (!declared.endsWith("json")) return null;
  const validate = validatorAt(`${pointer}/content/${encode(declared)}/schema`);
  if (validate(JSON.parse(text))) return null;
  return `answered ${status} against its schema: ${ajv.errorsText(validate.errors)}`;
}

/** Where a response stands in the document, and what it may hold. */
function locate({ verb, path, operation }: Listed, key: string) {
  const response = operation.responses[key];
  if (!response?.$ref) {
    return { pointer: `/paths/${encode(path)}/${verb.toLowerCase()}/responses/${key}`, content: response?.content };
  }
  const shared = document.components.responses[response.$ref.split("/").at(-1) ?? ""];
  return { pointer: response.$ref.slice(1), content: shared?.content };
}

function validatorAt(pointer: string): ValidateFunction {
  const validate = validators.get(pointer) ?? ajv.compile({ $ref: `doc#${pointer}` });
  validators.set(pointer, validate);
  return validate;
}

function encode(part: string): string {
  return encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));
}
