import { describe, expect, it } from "vitest";
import { parseEnvelope } from "@/lib/routing/envelope";
import { compileFilter } from "@/lib/routing/filter";
import { FILTER_STEPS } from "@/lib/routing/filter-budget";

const MEBIBYTE = 1_048_576;

/** 500,000 numbers in one array: about 1 MiB of JSON. */
const MANY = parseEnvelope(`{"data":[${Array(500_000).fill("1").join(",")}]}`);
const LONG_TEXT = parseEnvelope(
  JSON.stringify({ data: { text: "a".repeat(MEBIBYTE), needle: `b${"a".repeat(MEBIBYTE / 2)}` } }),
);
const LINES = {
  data: {
    text: "a".repeat(MEBIBYTE / 2),
    lines: Array(40_000).fill({ a: 1 }),
    again: Array(40_000).fill({ a: 1 }),
    few: Array(1_000).fill(1),
    wide: Object.fromEntries(Array.from({ length: 40_000 }, (_, index) => [`name${index}`, index])),
  },
};
const DEEP = parseEnvelope(`{"data":${"[".repeat(100_000)}${"]".repeat(100_000)}}`);

describe("hostile filters", () => {
  it.each([
    ["22 flatten stages", `data${"[]".repeat(22)}`],
    ["22 flattened multi-selects", `[@,@]${"|[[@,@],[@,@]][]".repeat(22)}`],
    ["22 multi-selects in a chain", `[@,@]${"|[@,@]".repeat(22)}`],
    ["22 multi-selects in each other", `${"[@,".repeat(22)}@${"]".repeat(22)}`],
    ["multi-selects under projections", `${"*.[@,@].".repeat(22)}a`],
    ["functions that multiply", "join(pad_left('', `1000000`), split(data, ''))"],
  ])("are refused when they multiply data: %s", (_name, expression) => {
    expect(compileFilter(expression)).toMatchObject({ ok: false });
  });

  it.each([
    ["a projection over each element of a projection", "data[?$.data[?@ == `2`]]", MANY],
    ["projections in each other", "data[?$.data[?$.data[?$.data[?@ > `5`]]]]", MANY],
    ["many projections one after the other", Array(200).fill("data[*]").join(" && "), MANY],
    ["a deep comparison for each element", "data.few[?$.data.lines == $.data.again]", LINES],
    ["a search for an object in a list for each element", "data.few[?contains($.data.lines, $.data.few)]", LINES],
    ["the text of the event for each element", "data.lines[?to_string($) == 'x']", LINES],
    ["the text of the event many times", `[${Array(150).fill("$").join(",")}] | to_string(@)`, LONG_TEXT],
    ["a search in a long text for each element", "data.lines[?contains($.data.text, 'b')]", LINES],
    ["a comparison of long texts for each element", "data.lines[?$.data.text == upper($.data.text)]", LINES],
    ["long texts joined for each element", "data.lines[?join($.data.text, ['', '', '']) == 'x']", LINES],
    ["the length of a long text for each element", "data.lines[?length($.data.text) == `1`]", LINES],
    ["a slice of a long text for each element", "data.lines[?$.data.text[::-1] == 'x']", LINES],
    ["keys of a wide object for each element", "data.lines[?keys($.data.wide) == `[]`]", LINES],
    ["the truth of a wide object for each element", "data.lines[?$.data.wide]", LINES],
    ["the length of a wide object for each element", "data.lines[?length($.data.wide) == `1`]", LINES],
    ["values of a wide object for each element", "data.lines[?length($.data.wide.*) == `0`]", LINES],
  ])("end as failed when their steps are spent: %s", (_name, expression, envelope) => {
    const { result, spent } = run(expression, envelope);
    expect(result).toMatchObject({ outcome: "failed" });
    expect(spent).toBeLessThanOrEqual(FILTER_STEPS);
  });

  it("search long texts for long texts by steps, not by length times length", () => {
    const { result, spent } = run("contains(data.text, data.needle)", LONG_TEXT);
    expect(result.outcome).toBe("false");
    expect(spent).toBeLessThan(FILTER_STEPS);
  });

  it("that compare beginnings over and over fail when their steps are spent", () => {
    const text = "a".repeat(MEBIBYTE);
    const { result } = run("contains(text, needle)", { text, needle: `${"a".repeat(MEBIBYTE / 2)}b` });
    expect(result.outcome).toBe("failed");
  });

  it.each(["data == `[[[]]]`", "data == $.data", "to_string(data)", "data[*]", "[data, data] == [data, $]"])(
    "cannot overflow the stack with a deep event: %s",
    (expression) => {
      expect(["true", "false", "failed"]).toContain(run(expression, DEEP).result.outcome);
    },
  );

  it.each(["(", "!", "-", "[?", "[", "{a:", "a.", "a|", "a||", "length(", "a[*].", "*.", "@.", "a?"])(
    "cannot overflow the stack of the parser: 4,000 characters of %s",
    (piece) => {
      const compilation = compileFilter(piece.repeat(Math.floor(3_990 / piece.length)).concat("a"));
      if (compilation.ok) compilation.filter.evaluate({ a: 1 });
      else expect(compilation.message).not.toBe("");
    },
  );

  it("leave honest filters room: each of the elements of a 1 MiB event may be looked at", () => {
    const lines = Array.from({ length: 40_000 }, (_, index) => ({ sku: `sku-${index}`, price: index }));
    expect(run("data.lines[?price > `39998` && sku != 'x'].sku", { data: { lines } }).result).toEqual({
      outcome: "true",
      value: ["sku-39999"],
    });
  });

  it("pay before they work: what is refused for its price has not been done", () => {
    const envelope = { data: Array(1_000).fill(1) };
    expect(run("data[*]", envelope).spent).toBeGreaterThan(2_000);
    expect(compile("data[*]").evaluate(envelope, { left: 1_999 })).toEqual({
      outcome: "failed",
      reason: "the filters take too many steps together on this event",
    });
  });
});

function compile(expression: string) {
  const compilation = compileFilter(expression);
  if (!compilation.ok) throw new Error(compilation.message);
  return compilation.filter;
}

function run(expression: string, envelope: unknown) {
  const pool = { left: Number.MAX_SAFE_INTEGER };
  const result = compile(expression).evaluate(envelope, pool);
  return { result, spent: Number.MAX_SAFE_INTEGER - pool.left };
}
