import { describe, expect, it } from "vitest";
import { diffOf, valueText } from "@/lib/client/diff";

describe("what an audit entry changed", () => {
  it("names each field that differs, nested ones by their path, and leaves equal ones out", () => {
    const before = { name: "Acme", rateLimit: { limit: 5, periodSeconds: 1 }, events: ["a", "b"], filter: null };
    const after = { name: "Acme", rateLimit: { limit: 9, periodSeconds: 1 }, events: ["a"], filter: "x" };
    expect(diffOf(before, after)).toEqual([
      { path: "rateLimit.limit", before: 5, after: 9 },
      { path: "events[1]", before: "b", after: undefined },
      { path: "filter", before: null, after: "x" },
    ]);
  });

  it("of something made or deleted, every field is on one side", () => {
    expect(diffOf(null, { id: "a", tags: [], more: {} })).toEqual([
      { path: "id", before: undefined, after: "a" },
      { path: "tags", before: undefined, after: [] },
      { path: "more", before: undefined, after: {} },
    ]);
    expect(diffOf({ id: "a" }, null)).toEqual([{ path: "id", before: "a", after: undefined }]);
  });

  it("of something that was looked at, nothing", () => {
    expect(diffOf(null, null)).toEqual([]);
    expect(diffOf(undefined, undefined)).toEqual([]);
  });

  it("shows text as it is and everything else as JSON", () => {
    expect([valueText("a b"), valueText(null), valueText([]), valueText(false)]).toEqual([
      "a b",
      "null",
      "[]",
      "false",
    ]);
  });
});
