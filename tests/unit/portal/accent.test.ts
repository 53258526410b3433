import { describe, expect, it } from "vitest";
import { accentOf, contrastOf } from "@/lib/client/accent";

const AA = 4.5;
/** Panel, paper and sunk of app/globals.css. */
const LIGHT = ["#ffffff", "#faf9f6", "#f3f1ec"];
const DARK = ["#1b1b18", "#131311", "#161614"];

describe("an operator's accent colour", () => {
  it.each(["#ffff00", "#ffffff", "#000000", "#0b6e66", "#ff6600", "#7c3aed", "#888888", "#e11d48", "#00e5ff"])(
    "%s stays legible: on every surface of both themes, below its own text, and on its wash",
    (colour) => {
      const accent = accentOf(colour);
      if (!accent) throw new Error("a colour has an accent");
      for (const [theme, surfaces] of [
        [accent.light, LIGHT],
        [accent.dark, DARK],
      ] as const) {
        for (const surface of surfaces) expect(contrastOf(theme.accent, surface)).toBeGreaterThanOrEqual(AA);
        expect(contrastOf(theme.onAccent, theme.accent)).toBeGreaterThanOrEqual(AA);
        expect(contrastOf(theme.accent, theme.wash)).toBeGreaterThanOrEqual(AA);
      }
    },
  );

  it("is left as it is where it is legible already", () => {
    expect(accentOf("#0b6e66")?.light.accent).toBe("#0b6e66");
    expect(accentOf("#4fd1c1")?.dark.accent).toBe("#4fd1c1");
  });

  it.each([null, "", "teal", "#fff", "url(#x)", "#0b6e66;}"])("%j is no colour", (text) => {
    expect(accentOf(text)).toBeNull();
  });
});
