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

describe("a check that would cost too much", () => {
  const repeat = <T>(times: number, make: (index: number) => T) =>
    Array.from({ length: times }, (_, index) => make(index));
  /** `a0` means `a1` twice, `a1` means `a2` twice …: 2^40 checks of one value. */
  const doubling = {
    $ref: "#/$defs/a0",
    $defs: {
      a40: {},
      ...Object.fromEntries(repeat(40, (n) => [`a${n}`, { allOf: repeat(2, () => ({ $ref: `#/$defs/a${n + 1}` })) }])),
    },
  };

  it.each([
    ["references that double", doubling, {}],
    ["a schema that holds itself twice", { items: { allOf: [{ $ref: "#" }, { $ref: "#" }] } }, nested(150)],
    [
      "many alternatives for many values",
      { items: { allOf: repeat(1_000, () => ({ minimum: 0 })) } },
      repeat(50_000, () => 1),
    ],
    ["a large pattern on a long text", { pattern: "(a{900}|b)[bc]" }, "a".repeat(1_000_000)],
    [
      "equal entries looked for again and again",
      { allOf: repeat(500, () => ({ uniqueItems: true })) },
      repeat(90_000, (n) => n),
    ],
  ])("is ended: %s", (_, schema, value) => {
    expect(compiled(schema).check(value)).toEqual({
      path: "",
      message: "costs too much to be checked against its schema",
    });
  });

  it("is none of an honest schema, though the value is as large as an event may be", () => {
    const uuid = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";
    const line = {
      type: "object",
      required: ["id"],
      additionalProperties: false,
      properties: { id: { pattern: uuid }, tags: { type: "array", items: { enum: ["a", "b"] } } },
    };
    const schema = { $defs: { line }, items: { oneOf: [{ type: "null" }, { $ref: "#/$defs/line" }] } };
    const value = repeat(15_000, () => ({ id: "018f0000-0000-7000-8000-000000000000", tags: ["a", "b"] }));
    expect(compiled(schema).check(value)).toBeNull();
  });

  it("does not begin with a schema that makes gigabytes of code, or patterns with millions of steps", () => {
    const wide = { properties: Object.fromEntries(repeat(900, (n) => [`p${n}`, { type: "string" }])) };
    expect(compileSchema({ $defs: { wide }, allOf: repeat(1_000, () => ({ $ref: "#/$defs/wide" })) }).ok).toBe(true);
    const patterns = compileSchema({ allOf: repeat(100, (n) => ({ pattern: `${"a{1000}".repeat(60)}${n}` })) });
    expect(patterns).toMatchObject({ ok: false, message: expect.stringContaining("patterns are too large together") });
  });

  it("says a few of many allowed values", () => {
    const found = compiled({ enum: repeat(1_000, (n) => n) }).check(-1);
    expect(found?.message).toMatch(/^must be one of 0, 1, .*, 19, and 980 more$/);
  });
});

function nested(levels: number): unknown {
  return JSON.parse("[".repeat(levels) + "]".repeat(levels));
}

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
