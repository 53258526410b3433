import { search } from "@jmespath-community/jmespath";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEnvelope } from "@/lib/routing/envelope";
import { compileFilter, type FilterResult } from "@/lib/routing/filter";

const EVENT = {
  id: "evt_1",
  type: "order.created",
  sequence: 48_112,
  source: null,
  data: {
    amount: 12_000,
    zero: 0,
    empty: "",
    none: null,
    list: [],
    record: {},
    paid: true,
    currency: "EUR",
    id: 9_007_199_254_740_993n.toString(),
    tags: ["new", "vip"],
    lines: [{ sku: "a", price: 5 }, { sku: "b", price: 50 }, { sku: "c" }],
    byCountry: { de: { sold: 3 }, at: { sold: 0 } },
    text: "Größe 😀!",
    "odd name": 1,
  },
};

describe("what a filter says", () => {
  it.each([
    ["data.amount > `10000`", true],
    ["data.amount > `12000`", false],
    ["data.amount >= `12000` && data.currency == 'EUR'", true],
    ["data.amount < `1` || type == 'order.created'", true],
    ["!(data.paid)", false],
    ["!(data.missing)", true],
    ["data.currency != 'EUR'", false],
    ['data."odd name" == `1`', true],
    ["data.lines[?price > `10`]", true],
    ["data.lines[?price > `100`]", false],
    ["data.lines[?price > `10`].sku | [0] == 'b'", true],
    ["contains(data.tags, 'vip')", true],
    ["contains(data.text, 'öß')", true],
    ["contains(['order.created', 'order.paid'], type)", true],
    ["starts_with(type, 'order.') && ends_with(type, '.created')", true],
    ["data.byCountry.*.sold | contains(@, `3`)", true],
    ["length(data.lines) == `3`", true],
    ["length(data.text) == `8`", true],
    ["data.lines[-1].sku == 'c'", true],
    ["data.text[::-1] == '!😀 eßörG'", true],
    ["data.text[6:7] == '😀'", true],
    ["data.amount * `2` - `4000` == `20000`", true],
    ["data.paid ? data.currency == 'EUR' : type == 'x'", true],
    ["data.lines[?price == $.data.lines[0].price]", true],
    ["to_number('7') == `7`", true],
    ["data.record == `{}`", true],
    ["data.tags == ['new', 'vip']", true],
  ])("%s is %s", (expression, expected) => {
    expect(evaluate(expression, EVENT).outcome).toBe(String(expected));
  });

  it.each([
    ["data.zero", "true"],
    ["data.empty", "false"],
    ["data.none", "false"],
    ["data.list", "false"],
    ["data.record", "false"],
    ["data.missing", "false"],
    ["data.missing.deeper[3].more", "false"],
    ["`false`", "false"],
    ["' '", "true"],
  ])("takes for true what the language takes for true: %s", (expression, outcome) => {
    expect(evaluate(expression, EVENT).outcome).toBe(outcome);
  });

  it.each(["data.none > `1`", "data.currency < 'ZZZ'", "data.missing >= `0`", "data.paid > `0`"])(
    "orders numbers only, anything else compares to null: %s",
    (expression) => {
      expect(evaluate(expression, EVENT)).toEqual({ outcome: "false", value: null });
    },
  );

  it("compares big integers as numbers", () => {
    const envelope = parseEnvelope('{"data":{"id":12345678901234567890}}');
    expect(evaluate("data.id > `12345678901234000000`", envelope).outcome).toBe("true");
    expect(evaluate("data.id == `12345678901234567890`", envelope).outcome).toBe("true");
  });

  it.each([
    ["abs(data.currency)", "abs() expects a number, not string"],
    ["contains(data.missing, 'x')", "contains() expects a text, not null"],
    ["length(data.amount)", "length() expects a text, an array or an object, not number"],
    ["sum(data.tags)", "sum() expects a number, not string"],
    ["max([`1`, 'a'])", "max() expects a number, not string"],
    ["data.amount / data.zero", "it divides by zero"],
    ["data.amount + data.missing", "it calculates with something that is not a number"],
  ])("fails with a reason, never by throwing: %s", (expression, reason) => {
    expect(evaluate(expression, EVENT)).toEqual({ outcome: "failed", reason });
  });

  it.each(["toString", "constructor", "__proto__", "data.hasOwnProperty", "data.tags.length", "__proto__.constructor"])(
    "does not see names that JavaScript objects inherit: %s",
    (expression) => {
      expect(evaluate(expression, EVENT)).toEqual({ outcome: "false", value: null });
    },
  );

  it("sees such names when the event itself has them", () => {
    const envelope = parseEnvelope('{"data":{"__proto__":{"a":1},"toString":2}}');
    expect(evaluate("data.__proto__.a", envelope)).toEqual({ outcome: "true", value: 1 });
    expect(evaluate("{__proto__: data.toString}.__proto__", envelope)).toEqual({ outcome: "true", value: 2 });
  });

  it("answers as the library's own interpreter does, for every kind of node and any data", () => {
    fc.assert(
      fc.property(fc.constantFrom(...EXPRESSIONS), data(), (expression, content) => {
        const envelope = { type: "a", data: content };
        const expected = searchWithLibrary(expression, envelope);
        const result = evaluate(expression, envelope);
        if (expected === FAILED) expect(result.outcome, expression).toBe("failed");
        else
          expect(result.outcome !== "failed" && JSON.stringify(result.value), expression).toBe(
            JSON.stringify(expected),
          );
      }),
      { numRuns: 5_000 },
    );
  });
});

const FAILED = Symbol("failed");

const EXPRESSIONS = [
  "data",
  "@",
  "$",
  "data.a",
  "data.a.b",
  "data.a[0]",
  "data.a[-2]",
  "data.a[5]",
  "data.a[*]",
  "data.a[*].b",
  "data.a.*",
  "data.*.b",
  "data.a[1:]",
  "data.a[::-1]",
  "data.a[-2:]",
  "data.a[5:0:-2]",
  "data.a[:1].b",
  "data.b[1:3]",
  "data.b[::-1]",
  "data.a[?b]",
  "data.a[?b == `1`].c",
  "data.a[?@ > `1`]",
  "data.a == data.b",
  "data.a != data.b",
  "data.a > data.b",
  "data.a <= data.b",
  "data.a && data.b",
  "data.a || data.b",
  "!(data.a)",
  "data.a ? data.b : data.c",
  "data.a | @",
  "data.a + data.b",
  "data.a - data.b",
  "data.a * data.b",
  "data.a / data.b",
  "data.a // data.b",
  "data.a % data.b",
  "-data.a",
  "[data.a, data.b]",
  "{x: data.a, y: data.b}",
  "data.[a, b]",
  "abs(data.a)",
  "avg(data.a)",
  "ceil(data.a)",
  "floor(data.a)",
  "keys(data)",
  "values(data)",
  "length(data.a)",
  "lower(data.a)",
  "upper(data.a)",
  "max(data.a)",
  "min(data.a)",
  "not_null(data.a, data.b)",
  "starts_with(data.a, data.b)",
  "ends_with(data.a, data.b)",
  "sum(data.a)",
  "to_array(data.a)",
  "to_number(data.a)",
  "to_string(data.a)",
  "type(data.a)",
  "join('-', data.a)",
  "contains(data.a, 'b')",
  "data.a[*][0]",
  "data.a[0][*].b[*]",
  "data.a[*].*.b",
  "data.a[?b].c[?d]",
  "data.a.b || data.c[?a == $.type]",
];

function data() {
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom(null, true, false, 0, 1, 2.5, -3, "", "a", "b", "abc", "7", "éx"),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 4 }),
      fc.array(fc.constantFrom("a", "b", "abc"), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom("a", "b", "c", "d"), tie("value"), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  return fc.record({ a: value, b: value, c: value });
}

function searchWithLibrary(expression: string, envelope: unknown): unknown {
  try {
    const answer = search(envelope as Parameters<typeof search>[0], expression);
    // Its remainder of a division by zero is NaN, which no JSON can say: ours fails and tells why.
    return Number.isNaN(answer) ? FAILED : answer;
  } catch {
    return FAILED;
  }
}

function evaluate(expression: string, envelope: unknown): FilterResult {
  const compilation = compileFilter(expression);
  if (!compilation.ok) throw new Error(compilation.message);
  return compilation.filter.evaluate(envelope);
}
