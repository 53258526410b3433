import type { DocumentedWebhook } from "./openapi-webhooks";
import { isRecord, resolvePointer } from "./pointer";

/** A webhook whose body is described with its envelope, reduced to the `data` inside; no schema where there is none. */
export function dataOfEnvelope(webhook: DocumentedWebhook): DocumentedWebhook {
  const { schema, example } = webhook;
  return {
    ...webhook,
    schema: schema && dataSchema(schema),
    example: isRecord(example) && "data" in example ? example.data : undefined,
  };
}

/** What `data` refers to comes with it. */
function dataSchema(schema: object): object | null {
  const { $defs } = schema as { $defs?: object };
  let envelope: unknown = schema;
  while (isRecord(envelope) && typeof envelope.$ref === "string") envelope = resolvePointer(schema, envelope.$ref);
  const data = isRecord(envelope) && isRecord(envelope.properties) ? envelope.properties.data : undefined;
  if (!isRecord(data)) return null;
  return $defs ? { ...data, $defs } : data;
}
