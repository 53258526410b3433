import { toJsonSchema } from "./openapi-schema";
import { isRecord, resolvePointer } from "./pointer";

/** A webhook of an OpenAPI document. */
export interface DocumentedWebhook {
  name: string;
  description: string | null;
  group: string | null;
  isDeprecated: boolean;
  /** JSON Schema 2020-12 on its own, its references inside; null where the document has none. */
  schema: object | null;
  /** Undefined where the document has none. */
  example: unknown;
}

export type WebhooksReading = { ok: true; webhooks: DocumentedWebhook[] } | { ok: false; message: string };

const VERBS = ["post", "put", "patch", "get", "delete"];

/** The `webhooks` of 3.1, or the `x-webhooks` that documents of 3.0 use. `message` follows the name of the field. */
export function readWebhooks(document: Record<string, unknown>): WebhooksReading {
  const { openapi } = document;
  if (typeof openapi !== "string" || !/^3\.[01]\./.test(openapi)) {
    return { ok: false, message: 'must be an OpenAPI document of version 3.0 or 3.1 ("openapi": "3.1.0")' };
  }
  const webhooks = document.webhooks ?? document["x-webhooks"];
  if (!isRecord(webhooks) || Object.keys(webhooks).length === 0) {
    return { ok: false, message: "has no webhooks (x-webhooks in version 3.0)" };
  }
  return { ok: true, webhooks: Object.entries(webhooks).map(([name, item]) => readWebhook(document, name, item)) };
}

function readWebhook(document: Record<string, unknown>, name: string, given: unknown): DocumentedWebhook {
  const item = follow(document, given);
  const operation = VERBS.map((verb) => follow(document, item[verb])).find((one) => Object.keys(one).length > 0) ?? {};
  const content = follow(document, operation.requestBody).content;
  const media = isRecord(content) ? follow(document, jsonOf(content)) : {};
  return {
    name,
    description: textOf(operation.description) ?? textOf(operation.summary) ?? textOf(item.description),
    group: Array.isArray(operation.tags) ? textOf(operation.tags[0]) : null,
    isDeprecated: operation.deprecated === true,
    schema: isRecord(media.schema) ? toJsonSchema(document, media.schema) : null,
    example: exampleOf(document, media),
  };
}

function jsonOf(content: Record<string, unknown>): unknown {
  return Object.entries(content).find(([type]) => /json/i.test(type))?.[1] ?? Object.values(content)[0];
}

function exampleOf(document: unknown, media: Record<string, unknown>): unknown {
  if ("example" in media) return media.example;
  if (!isRecord(media.examples)) return undefined;
  return follow(document, Object.values(media.examples)[0]).value;
}

/** The object itself or what its `$ref` leads to, a few steps far; an empty one for anything else. */
function follow(document: unknown, value: unknown): Record<string, unknown> {
  let found = value;
  for (let step = 0; step < 10 && isRecord(found) && typeof found.$ref === "string"; step++) {
    found = resolvePointer(document, found.$ref);
  }
  return isRecord(found) ? found : {};
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}
