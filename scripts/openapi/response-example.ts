import { exampleOf } from "@/lib/schemas/example";
import { type JsonSchema, REFERENCE } from "./json-schema";

const HEX = "019320c8a4f97d3e8b5a0c1d2e3f4a5b";
const idOf = (prefix: string) => `${prefix}_${HEX}`;

/** What fields of these names look like, where their schema allows it; all others are made from their schemas. */
const BY_FIELD: Record<string, unknown> = {
  tenantId: idOf("ten"),
  eventId: idOf("evt"),
  subscriptionId: idOf("sub"),
  userId: idOf("usr"),
  targetId: idOf("sub"),
  externalId: "acme",
  eventType: "order.created",
  type: "order.created",
  events: ["order.*"],
  url: "https://acme.example/hooks",
  email: "jo@acme.example",
  supportEmail: "hooks@acme.example",
  name: "Acme",
  accentColour: "#0b6e66",
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  secrets: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
  correlationId: "order-1042",
  source: "billing",
  actor: idOf("key:key"),
  action: "subscription.update",
  address: "192.0.2.1",
  version: "1",
  scopes: ["read", "write"],
  data: { order_id: "ord_1042", total_amount: 12900 },
};
/** By contract and field, where the name alone does not tell. */
const BY_CONTRACT: Record<string, unknown> = {
  "ApiKeyCreated.key": "hs_sb9X3kQ2mV7cT1nL5pR8wZ4yD6fH0jA",
  "Published.id": idOf("evt"),
  "EventType.name": "order.created",
  "EventTypeDetail.name": "order.created",
};
/** Prefix of the ids of a contract whose name begins so. */
const ID_PREFIXES: [RegExp, string][] = [
  [/^ApiKey/, "key"],
  [/^Attempt/, "att"],
  [/^Audit/, "aud"],
  [/^Delivery/, "dlv"],
  [/^EventType/, "ety"],
  [/^Event/, "evt"],
  [/^Member/, "mem"],
  [/^PortalLink/, "plk"],
  [/^Replay/, "rpl"],
  [/^Subscription/, "sub"],
  [/^Tenant/, "ten"],
];
/** What is empty more often than not. */
const MOSTLY_NULL =
  /^(error|errorMessage|reason|problem|filter|description|skipReason|disabledReason|ordering|maxConcurrency|rateLimit|prevCursor|logoUrl|supportUrl|deprecatedAt|revokedAt|expiresAt|deliverAt)$/;

/** An answer as it may come; fits the schema. */
export function exampleAnswer(schema: JsonSchema, components: Record<string, JsonSchema>): unknown {
  const schemas = Object.fromEntries(Object.entries(components).map(([name, one]) => [name, illustrate(one, name)]));
  const target = typeof schema.$ref === "string" ? schema.$ref.slice(REFERENCE.length) : "";
  return exampleOf({ ...(illustrate(schema, target) as JsonSchema), components: { schemas } });
}

/** The schema with an example on each field whose name is known. */
function illustrate(value: unknown, contract: string): unknown {
  if (Array.isArray(value)) return value.map((one) => illustrate(one, contract));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([keyword, content]): [string, unknown] => {
    if (keyword !== "properties") return [keyword, illustrate(content, contract)];
    const fields = Object.entries(content as Record<string, JsonSchema>);
    return [keyword, Object.fromEntries(fields.map(([name, field]) => [name, illustrateField(field, name, contract)]))];
  });
  return Object.fromEntries(entries);
}

function illustrateField(schema: JsonSchema, field: string, contract: string): unknown {
  const example = [
    BY_CONTRACT[`${contract}.${field}`],
    field === "id" ? idIn(contract) : undefined,
    BY_FIELD[field],
  ].find((one) => one !== undefined);
  if ("enum" in schema || "const" in schema) return schema;
  if (MOSTLY_NULL.test(field) && allows(schema, null)) return { ...schema, examples: [null] };
  return example !== undefined && allows(schema, example)
    ? { ...schema, examples: [example] }
    : illustrate(schema, contract);
}

function idIn(contract: string): string | undefined {
  const prefix = ID_PREFIXES.find(([name]) => name.test(contract))?.[1];
  return prefix && idOf(prefix);
}

function allows(schema: JsonSchema, example: unknown): boolean {
  const { type, anyOf } = schema;
  if (Array.isArray(anyOf)) return anyOf.some((one) => allows(one as JsonSchema, example));
  if (type === undefined) return !("$ref" in schema) && example !== null;
  const kind = example === null ? "null" : Array.isArray(example) ? "array" : typeof example;
  return type === kind || (Array.isArray(type) && type.includes(kind));
}
