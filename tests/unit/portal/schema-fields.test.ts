import { describe, expect, it } from "vitest";
import { schemaFields } from "@/lib/client/schema-fields";

const rows = (schema: Record<string, unknown>) =>
  schemaFields(schema).map(({ path, type, isRequired, depth }) => `${depth} ${path}: ${type}${isRequired ? "!" : ""}`);

describe("the fields of a JSON Schema, for people", () => {
  it("stand in their order, nested ones below their parent, lists marked", () => {
    expect(
      rows({
        type: "object",
        required: ["id", "lines"],
        properties: {
          id: { type: "string", format: "uuid" },
          status: { enum: ["draft", "paid"] },
          lines: {
            type: "array",
            items: { type: "object", required: ["sku"], properties: { sku: { type: "string" } } },
          },
          total: { type: ["number", "null"] },
        },
      }),
    ).toEqual([
      "0 id: string, uuid!",
      '0 status: "draft" or "paid"',
      "0 lines[]: list of object!",
      "1 lines[].sku: string!",
      "0 total: number or null",
    ]);
  });

  it("follow local references, and do not follow one that turns in circles for ever", () => {
    const schema = {
      properties: { at: { $ref: "#/$defs/place" }, up: { $ref: "#" } },
      $defs: { place: { type: "object", properties: { city: { type: "string" } } } },
    };
    const found = rows(schema);
    expect(found.slice(0, 2)).toEqual(["0 at: object", "1 at.city: string"]);
    expect(found.length).toBeLessThanOrEqual(300);
  });

  it("are none where the schema has none", () => {
    expect(rows({})).toEqual([]);
    expect(rows({ properties: "no" })).toEqual([]);
    expect(rows({ properties: { a: true, b: { oneOf: [{ type: "string" }, { const: 5 }] } } })).toEqual([
      "0 b: string or 5",
    ]);
  });
});
