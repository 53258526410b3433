import { describe, expect, it } from "vitest";
import { brandVariables, OUR_BRAND } from "@/lib/client/brand";

describe("the operator's colour on every page", () => {
  it("replaces the three accent variables, each for both themes", () => {
    const variables = brandVariables({ ...OUR_BRAND, accentColour: "#7c3aed" });
    expect(Object.keys(variables)).toEqual(["--color-accent", "--color-on-accent", "--color-accent-wash"]);
    for (const value of Object.values(variables)) {
      expect(value).toMatch(/^light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\)$/);
    }
  });

  it("leaves ours where none is set", () => {
    expect(brandVariables(OUR_BRAND)).toEqual({});
  });
});
