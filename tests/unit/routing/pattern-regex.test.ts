import fc from "fast-check";
import { expect, it } from "vitest";
import { compilePatterns, patternToRegex } from "@/lib/routing/pattern";

const part = fc.constantFrom("a", "b", "order", "x-y", "z_1");
const type = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("."));
const pattern = fc
  .array(fc.oneof(part, fc.constant("*")), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join("."));

it("a replay's SQL takes the types that a subscription of the same pattern takes", () => {
  fc.assert(
    fc.property(pattern, type, (text, name) => {
      expect(new RegExp(patternToRegex(text)).test(name)).toBe(compilePatterns([text])(name));
    }),
    { numRuns: 500 },
  );
});
