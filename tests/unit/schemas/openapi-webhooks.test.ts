import { expect, it } from "vitest";
import { compileSchema } from "@/lib/schemas/compile";
import { dataOfEnvelope } from "@/lib/schemas/envelope-schema";
import { readWebhooks } from "@/lib/schemas/openapi-webhooks";

function read(document: Record<string, unknown>) {
  const result = readWebhooks(document);
  if (!result.ok) throw new Error(result.message);
  return result.webhooks;
}

it("takes name, text, group, deprecation, schema and example of a webhook of 3.1, with what it refers to", () => {
  const [webhook] = read({
    openapi: "3.1.0",
    webhooks: {
      "order.created": {
        post: {
          summary: "An order",
          tags: ["Orders"],
          deprecated: true,
          requestBody: { $ref: "#/components/requestBodies/Order" },
        },
      },
    },
    components: {
      requestBodies: {
        Order: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/Order" }, example: { id: "1" } } },
        },
      },
      schemas: {
        Order: {
          type: "object",
          required: ["id"],
          properties: { id: { type: "string" }, parent: { $ref: "#/components/schemas/Order" } },
        },
      },
    },
  });
  expect(webhook).toMatchObject({
    name: "order.created",
    description: "An order",
    group: "Orders",
    isDeprecated: true,
    example: { id: "1" },
  });
  const compiled = compileSchema(webhook?.schema ?? {});
  expect(compiled.ok && compiled.schema.check({ id: "1", parent: { id: 2 } })).toEqual({
    path: ".parent.id",
    message: "must be string",
  });
});

it("puts the dialect of 3.0 into today's words", () => {
  const [webhook] = read({
    openapi: "3.0.3",
    "x-webhooks": {
      "a.b": {
        post: {
          requestBody: {
            content: {
              "application/json": {
                schema: {
                  type: "object",
                  properties: {
                    n: { type: "number", minimum: 0, exclusiveMinimum: true, example: 5 },
                    s: { type: "string", nullable: true, enum: ["x"] },
                  },
                },
              },
            },
          },
        },
      },
    },
  });
  expect(webhook?.schema).toEqual({
    type: "object",
    properties: {
      n: { type: "number", exclusiveMinimum: 0, examples: [5] },
      s: { type: ["string", "null"], enum: ["x", null] },
    },
  });
});

it("takes the data out of a described envelope", () => {
  const envelope = {
    name: "a.b",
    description: null,
    group: null,
    isDeprecated: false,
    schema: {
      $ref: "#/$defs/E",
      $defs: { E: { properties: { type: {}, data: { $ref: "#/$defs/D" } } }, D: { type: "string" } },
    },
    example: { type: "a.b", data: "text" },
  };
  const data = dataOfEnvelope(envelope);
  expect(data.example).toBe("text");
  const compiled = compileSchema(data.schema ?? {});
  expect(compiled.ok && compiled.schema.check(7)).toEqual({ path: "", message: "must be string" });
});

it.each([
  [{}, "must be an OpenAPI document"],
  [{ openapi: "2.0" }, "must be an OpenAPI document"],
  [{ openapi: "3.1.0" }, "has no webhooks"],
  [{ openapi: "3.1.0", webhooks: {} }, "has no webhooks"],
])("says why a document cannot be imported: %j", (document, reason) => {
  const result = readWebhooks(document);
  expect(result.ok ? "" : result.message).toContain(reason);
});
