import { describe, expect, it } from "vitest";
import { compilePatterns } from "@/lib/routing/pattern";

const CASES: [pattern: string, takes: string[], leaves: string[]][] = [
  ["*", ["order", "order.created", "a.b.c.d"], []],
  [
    "order.created",
    ["order.created"],
    ["order", "order.created.x", "order.updated", "Order.created", "xorder.created"],
  ],
  ["order.*", ["order.created", "order.item.added"], ["order", "orders.created", "x.order.created"]],
  ["*.created", ["order.created", "user.created"], ["created", "order.item.created", "order.created.x"]],
  ["order.*.added", ["order.item.added"], ["order.added", "order.item.line.added", "order.item.removed"]],
  ["*.*", ["order.created", "order.item.added"], ["order"]],
  ["*.item.*", ["order.item.added", "order.item.line.added"], ["order.item", "item.added", "order.x.added"]],
  ["*.*.added", ["order.item.added"], ["item.added", "a.b.c.added"]],
  ["constructor", ["constructor"], ["toString", "__proto__"]],
  ["__proto__.*", ["__proto__.x"], ["constructor.x", "__proto__"]],
];

describe("patterns of event types", () => {
  it.each(CASES)("%s takes what the grammar says and nothing else", (pattern, takes, leaves) => {
    const matches = compilePatterns([pattern]);
    expect(takes.filter(matches)).toEqual(takes);
    expect(leaves.filter(matches)).toEqual([]);
  });

  it("takes a type that any of several patterns takes", () => {
    const matches = compilePatterns(["order.created", "user.*", "*.deleted"]);
    const types = ["order.created", "order.updated", "user.a.b", "x.deleted", "x.y"];
    expect(types.map(matches)).toEqual([true, false, true, true, false]);
  });

  it("takes nothing without patterns", () => {
    expect(compilePatterns([])("order.created")).toBe(false);
  });

  it("answers for patterns made of wildcards only, which would branch at every part", () => {
    const stars = Array.from({ length: 99 }, (_, parts) => [...Array(parts + 1).fill("*"), "a"].join("."));
    expect(compilePatterns(stars)([...Array(100).fill("a")].join("."))).toBe(true);
    expect(compilePatterns(stars)([...Array(100).fill("b")].join("."))).toBe(false);
  });
});
