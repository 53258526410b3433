import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileFilter } from "@/lib/routing/filter";

describe("a filter that does not parse", () => {
  it.each([
    ["", 0, "is empty"],
    ["  ", 0, "is empty"],
    ["data.", 5, "ends too early"],
    ["data.amount > ", 14, "ends too early"],
    ["data.amount > 100", 14, "write it in backticks: `100`"],
    ["data.amount > -5", 14, "write it in backticks: `-5`"],
    ["data.amount = `1`", 12, "write == to compare"],
    ["data.a == 'open", 10, "never closed"],
    ["data.a == `{open`", 10, "not valid JSON"],
    ["data.a == `open", 10, "never closed"],
    ["data.a == `text`", 10, "'text'"],
    ['data."open', 5, "never closed"],
    ["data.a # b", 7, "unknown character: #"],
    ["data.a) && b", 6, "unexpected )"],
    ["(data.a && b", 12, "ends too early"],
    ["data.lines[?a == 'b'", 20, "ends too early"],
    ["data.lines[a]", 11, "unexpected a"],
    ["a && && b", 5, "unexpected &&"],
    ["data..a", 5, "unexpected ."],
    ['"length"(a)', 8, "unexpected ("],
    ["a b", 2, "unexpected b"],
  ])("says where and why: %j", (expression, position, why) => {
    const compilation = compileFilter(expression);
    expect(compilation).toMatchObject({ ok: false, position });
    expect(compilation).toHaveProperty("message", expect.stringContaining(why));
  });

  it.each([
    ["data.lines[].price", 10, "flatten"],
    ["max_by(data.lines, &price)", 0, "max_by()"],
    ["type == 'x' && sort(data.tags)", 15, "sort()"],
    ["length(&price)", 7, "expressions"],
    ["type == $a", 8, "variables"],
    ["toString()", 0, "toString()"],
  ])("says where it leaves the subset: %s", (expression, position, why) => {
    const compilation = compileFilter(expression);
    expect(compilation).toMatchObject({ ok: false, position });
    expect(compilation).toHaveProperty("message", expect.stringContaining(why));
  });

  it.each([
    ["length()", "0 arguments"],
    ["length(a, b)", "2 arguments"],
    ["not_null()", "at least 1"],
    ["data[::0]", "step 0"],
    ["!data.paid", "write !(…)"],
    ["type == 'x' || !data.lines[0].paid", "write !(…)"],
    ["data[--1]", "index that is not a number"],
    ["[a, [b, c]]", "multi-select"],
    ["[a, b] | [@, @]", "multi-select"],
    ["{a: {b: c}}", "multi-select"],
    ["data.[a, b].{c: d}", "multi-select"],
    ["[a, b][?[a, b]]", "multi-select"],
    ["a".repeat(4_001), "4000 characters"],
    [Array(400).fill("a").join("|"), "nested too deeply"],
    [`[${Array(400).fill("a==b").join(",")}]`, "1000 parts"],
  ])("is refused when it is too much: $0", (expression, why) => {
    const compilation = compileFilter(expression);
    expect(compilation).toHaveProperty("message", expect.stringContaining(why));
  });

  it("lets two multi-selects stand side by side, and 250 comparisons in a row", () => {
    const comparisons = Array.from({ length: 249 }, (_, index) => `a==\`${index}\``).join("||");
    expect(compileFilter(comparisons).ok).toBe(true);
    expect(compileFilter("contains(['a', 'b'], type) && contains(['c', 'd'], data.x)").ok).toBe(true);
  });

  it("is an answer, never an exception, whatever the text", () => {
    const piece = fc.constantFrom(
      ..."ab.*[]{}()?:,|&!<>=@$'`\"\\-+/%0 ",
      "length(",
      "[?",
      "[*]",
      "`1`",
      "'x'",
      "&&",
      "||",
      "let $x = ",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join("")),
    );
    fc.assert(
      fc.property(text, (expression) => {
        const compilation = compileFilter(expression);
        if (compilation.ok) compilation.filter.evaluate({ a: [1, { b: "x" }] });
        else expect(compilation.position ?? 0).toBeLessThanOrEqual(expression.length);
      }),
      { numRuns: 5_000 },
    );
  });
});
