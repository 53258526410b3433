import type { PublicSettings } from "@/lib/contracts/settings";
import { type AccentColours, accentOf } from "./accent";

/** What the operator's customers see of the operator. */
export type Brand = Pick<PublicSettings, "name" | "logoUrl" | "accentColour">;

export const OUR_BRAND: Brand = { name: "Hookswitch", logoUrl: null, accentColour: null };

/** The accent as variables of app/globals.css, for both themes at once; nothing without a colour of one's own. */
export function brandVariables({ accentColour }: Brand): Record<string, string> {
  const accent = accentOf(accentColour);
  if (!accent) return {};
  const both = (name: keyof AccentColours) => `light-dark(${accent.light[name]}, ${accent.dark[name]})`;
  return {
    "--color-accent": both("accent"),
    "--color-on-accent": both("onAccent"),
    "--color-accent-wash": both("wash"),
  };
}
