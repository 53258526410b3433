import { ERROR_CODES } from "@/lib/errors";
import type { Operation } from "@/lib/http/route";
import packageJson from "@/package.json";
import { type CollectedOperation, collectOperations } from "./collect-operations";
import { type ContractSchemas, describeContracts } from "./contract-schemas";
import { REQUEST_EXAMPLES } from "./examples";
import type { JsonSchema } from "./json-schema";
import { problemResponses, statusesOf } from "./problem-responses";
import { exampleAnswer } from "./response-example";

export const DOCUMENT_FILE = "openapi.json";
const JSON_TYPE = "application/json";

/** The OpenAPI 3.1 document of the route files under `root`. The same for the same sources, to the byte. */
export async function buildDocument(root: string): Promise<JsonSchema> {
  const operations = await collectOperations(root);
  const contracts = await describeContracts(root, operations);
  const paths: Record<string, JsonSchema> = {};
  for (const collected of operations) {
    paths[collected.path] = {
      ...paths[collected.path],
      [collected.verb.toLowerCase()]: describe(collected, contracts),
    };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Hookswitch",
      version: packageJson.version,
      description: packageJson.description,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/", description: "This installation" }],
    security: [{ apiKey: [] }, { session: [] }],
    tags: tagsOf(operations),
    paths,
    components: {
      securitySchemes: {
        apiKey: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "hs_…",
          description: "An API key of the operator or of a tenant.",
        },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "hookswitch.session",
          description: "The portal's session; changes need the portal's own Origin.",
        },
      },
      schemas: { ...contracts.components, Problem: PROBLEM },
      responses: problemResponses(),
    },
  };
}

function describe({ verb, path, operation }: CollectedOperation, { parts, components }: ContractSchemas): JsonSchema {
  const partOf = (name: string) => parts.get(`${verb} ${path} ${name}`);
  const body = partOf("body");
  const example = body && (REQUEST_EXAMPLES[`${verb} ${unscoped(path)}`] ?? exampleAnswer(body, components));
  return {
    operationId: operationIdOf(verb, path),
    tags: [tagOf(path)],
    summary: operation.summary,
    description: accessText(verb, operation),
    ...securityOf(operation),
    parameters: [
      ...pathParameters(path),
      ...queryParameters(partOf("query")),
      ...headerParameters({ verb, path, operation }),
    ],
    ...(body
      ? {
          requestBody: {
            required: true,
            content: { [JSON_TYPE]: { schema: body, example } },
          },
        }
      : {}),
    responses: {
      [successOf(operation)]: success(operation, partOf("response"), components),
      ...Object.fromEntries(
        statusesOf({ verb, path, operation }).map((status) => [
          status,
          { $ref: `#/components/responses/Problem${status}` },
        ]),
      ),
      default: { $ref: "#/components/responses/Problem" },
    },
  };
}

function securityOf({ auth }: Operation): JsonSchema {
  if (auth === "public") return { security: [] };
  return auth === "person" ? { security: [{ session: [] }] } : {};
}

export function successOf({ status, response }: Operation): string {
  return String(status ?? (response ? 200 : 204));
}

function success(
  { etag, response }: Operation,
  schema: JsonSchema | undefined,
  components: Record<string, JsonSchema>,
): JsonSchema {
  const headers = {
    "X-Request-Id": { description: "Names the request in our log.", schema: { type: "string" } },
    ...(etag ? { ETag: { description: "The version, for If-Match.", schema: { type: "string" } } } : {}),
  };
  if (!schema || !response) return { description: "Done.", headers };
  if (schema.type === "string") return { description: "Text.", headers, content: { "text/plain": { schema } } };
  const example = exampleAnswer(schema, components);
  return { description: "Done.", headers, content: { [JSON_TYPE]: { schema, example } } };
}

const WHO: Record<Operation["auth"], string> = {
  public: "Anybody may call it, without credentials.",
  operator: "For operators.",
  "operator-tenant": "For operators, for the tenant in the path.",
  tenant: "For a tenant's own key or member; an operator names the tenant in the path.",
  any: "For operators and tenants; a tenant sees its own.",
  person: "For somebody who is signed in with an account of their own.",
};

function accessText(verb: string, { auth, role, scope }: Operation): string {
  if (auth === "public" || auth === "person") return WHO[auth];
  const isRead = verb === "GET";
  return `${WHO[auth]} Role: ${role ?? (isRead ? "viewer" : "developer")}. Scope of an API key: ${scope ?? (isRead ? "read" : "write")}.`;
}

function pathParameters(path: string): JsonSchema[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    ...(name === "tenant" ? { description: "Our id of the tenant, or the operator's own (externalId)." } : {}),
    schema: { type: "string" },
  }));
}

function queryParameters(schema: JsonSchema | undefined): JsonSchema[] {
  const { properties = {}, required = [] } = (schema ?? {}) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...property }]) => ({
    name,
    in: "query",
    required: required.includes(name) && !("default" in property),
    ...(description ? { description } : {}),
    schema: property,
  }));
}

function headerParameters({ verb, path, operation: { auth, etag } }: CollectedOperation): JsonSchema[] {
  const text = { type: "string" };
  return [
    ...(verb === "POST" && auth !== "public"
      ? [
          {
            name: "Idempotency-Key",
            in: "header",
            description: "Repeats within 24 hours get the first answer, with `duplicate: true`.",
            schema: text,
          },
        ]
      : []),
    ...(etag && verb !== "GET" && path.includes("{id}")
      ? [
          {
            name: "If-Match",
            in: "header",
            description: "The ETag that you saw: refused with 412 if it was changed since.",
            schema: text,
          },
        ]
      : []),
  ];
}

function resourceOf(path: string): string {
  const [first = "", ...rest] = path
    .replace(/^\/api\/v1/, "")
    .replace(/^\/tenants\/\{tenant\}(?=\/[a-z])/, "")
    .slice(1)
    .split("/");
  return rest.length === 0 && first === "" ? "other" : first;
}

function tagOf(path: string): string {
  const resource = path.startsWith("/api/v1/") ? resourceOf(path) : "rest-hooks";
  const words = resource.replaceAll("-", " ").replace(/\.json$/, "");
  return words.slice(0, 1).toUpperCase() + words.slice(1).replace(/\bapi\b/i, "API");
}

function tagsOf(operations: readonly CollectedOperation[]): JsonSchema[] {
  return [...new Set(operations.map(({ path }) => tagOf(path)))].sort().map((name) => ({ name }));
}

const SCOPED = /\/tenants\/\{tenant\}(?=\/)/;

function unscoped(path: string): string {
  return path.replace(SCOPED, "");
}

/** `getSubscriptionsByIdOfTenant` */
function operationIdOf(verb: string, path: string): string {
  const isScoped = SCOPED.test(path);
  const words = unscoped(path)
    .replace(/^\/api\/v1/, "")
    .split(/[/.-]/)
    .filter(Boolean)
    .map((part) => part.replace(/^\{(\w)(\w*)\}$/, (_, head: string, tail: string) => `By${head.toUpperCase()}${tail}`))
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1));
  return `${verb.toLowerCase()}${words.join("")}${isScoped ? "OfTenant" : ""}`;
}

const PROBLEM: JsonSchema = {
  type: "object",
  description: "An error (RFC 9457).",
  required: ["type", "title", "status", "detail", "code", "requestId", "errors"],
  properties: {
    type: { type: "string", description: "The page that describes the code." },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string", description: "What to do about it." },
    code: { type: "string", enum: Object.keys(ERROR_CODES) },
    requestId: { type: "string" },
    errors: {
      type: "array",
      description: "One entry for each field that is not valid.",
      items: {
        type: "object",
        required: ["path", "message", "code"],
        properties: { path: { type: "string" }, message: { type: "string" }, code: { type: "string" } },
      },
    },
  },
};

/** As it is committed and served. */
export function toText(document: JsonSchema): string {
  return `${JSON.stringify(document, null, 1)}\n`;
}
