import { describe, expect, it } from "vitest";
import { type CompiledSchema, compileSchema } from "@/lib/schemas/compile";
import { exampleOf } from "@/lib/schemas/example";

function compiled(schema: object): CompiledSchema {
  const result = compileSchema(schema);
  if (!result.ok) throw new Error(result.message);
  return result.schema;
}

describe("a schema", () => {
  const order = compiled({
    type: "object",
    required: ["id", "items"],
    additionalProperties: false,
    properties: {
      id: { type: "string" },
      state: { enum: ["open", "paid"] },
      "unit price": { type: "number" },
      items: {
        type: "array",
        items: { type: "object", required: ["price"], properties: { price: { type: "number" } } },
      },
    },
  });

  it.each([
    [{ id: "1", items: [{ price: 1 }] }, null],
    [{ id: "1" }, { path: ".items", message: "is required" }],
    [
      { id: "1", items: [{ price: 1 }, {}] },
      { path: ".items[1].price", message: "is required" },
    ],
    [
      { id: "1", items: [{ price: "1" }] },
      { path: ".items[0].price", message: "must be number" },
    ],
    [
      { id: "1", items: [], x: 1 },
      { path: ".x", message: "is not in the schema" },
    ],
    [
      { id: "1", items: [], state: "gone" },
      { path: ".state", message: 'must be one of "open", "paid"' },
    ],
    [
      { id: "1", items: [], "unit price": "1" },
      { path: '["unit price"]', message: "must be number" },
    ],
    [[], { path: "", message: "must be object" }],
  ])("names the place of what is wrong: %j", (value, violation) => {
    expect(order.check(value)).toEqual(violation);
  });

  it("is 2020-12: prefixItems, unevaluatedProperties, formats", () => {
    expect(compiled({ prefixItems: [{ type: "string" }], items: false }).check(["a", 1])).not.toBeNull();
    const closed = compiled({ allOf: [{ properties: { a: true } }], unevaluatedProperties: false });
    expect(closed.check({ b: 1 })).toEqual({ path: ".b", message: "is not in the schema" });
    expect(compiled({ format: "email" }).check("no address")).not.toBeNull();
  });

  it.each([
    [{ type: "objekt" }, "is not a JSON Schema 2020-12"],
    [{ $ref: "https://elsewhere.example/schema.json" }, "is not a JSON Schema 2020-12"],
    [{ $schema: "http://json-schema.org/draft-07/schema#" }, "is not a JSON Schema 2020-12"],
    [{ pattern: "(?=look)ahead" }, "is not a JSON Schema 2020-12"],
    [{ pattern: "a".repeat(501) }, "longer than 500 characters"],
    [{ description: "x".repeat(70_000) }, "is larger than 65,536 bytes"],
    [JSON.parse(`${'{"not":'.repeat(70)}{}${"}".repeat(70)}`), "nested more than 64 levels"],
  ])("is refused with a reason: %j", (schema, reason) => {
    const result = compileSchema(schema);
    expect(result).toMatchObject({ ok: false });
    expect(result.ok ? "" : result.message).toContain(reason);
  });

  it("cannot make a check take long: a pattern that backtracks, equal entries among many, a deep value", () => {
    // Each of them would take minutes or end the process; the test's own time limit is the assertion.
    expect(compiled({ pattern: "^(a+)+$" }).check(`${"a".repeat(50_000)}!`)).not.toBeNull();
    const numbers = Array.from({ length: 200_000 }, (_, index) => index);
    expect(compiled({ uniqueItems: true }).check(numbers)).toBeNull();
    expect(
      compiled({ uniqueItems: true }).check([
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ]),
    ).not.toBeNull();
    const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
    expect(compiled({ items: { $ref: "#" } }).check(deep)).toEqual({
      path: "",
      message: "is nested too deeply to be checked",
    });
  });
});

describe("an example", () => {
  it.each([
    [{ type: "object", properties: { id: { type: "string", format: "uuid" }, n: { type: "integer", minimum: 3 } } }],
    [{ type: "array", minItems: 2, items: { enum: ["a", "b"] } }],
    [{ $defs: { a: { type: ["string", "null"], minLength: 6 } }, properties: { a: { $ref: "#/$defs/a" } } }],
    [{ allOf: [{ required: ["a"], properties: { a: { const: 7 } } }, { properties: { b: { default: "x" } } }] }],
    [{ oneOf: [{ type: "number", exclusiveMinimum: 10, multipleOf: 5 }, { type: "string" }] }],
    [{ type: "object", properties: { child: { $ref: "#" }, at: { format: "date-time" } } }],
  ])("fits its schema and is the same every time: %j", (schema) => {
    const example = exampleOf(schema);
    expect(compiled(schema).check(example)).toBeNull();
    expect(exampleOf(schema)).toEqual(example);
  });

  it("of a schema that refers to itself in many places ends", () => {
    const self = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`p${index}`, { $ref: "#" }]));
    expect(JSON.stringify(exampleOf({ properties: self })).length).toBeLessThan(100_000);
    expect(exampleOf({ anyOf: [{ $ref: "#" }] })).toBeDefined();
    expect(exampleOf({ required: ["a"], properties: { a: { $ref: "#" } } })).toBeDefined();
  });
});
