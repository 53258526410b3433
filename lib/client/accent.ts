/** An accent colour for both themes, with what is written on it and what is washed with it. */
export interface Accent {
  light: AccentColours;
  dark: AccentColours;
}

export interface AccentColours {
  accent: string;
  onAccent: string;
  wash: string;
  /** What it was made for. */
  surface: string;
}

type Rgb = readonly [number, number, number];

/** WCAG 2.2 AA for text; a hundredth above it, because colours are rounded. */
const AA = 4.51;
const STEPS = 40;
const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];
/** What accents stand on: the darkest light and the lightest dark surface of app/globals.css. */
const LIGHT_SURFACE: Rgb = [243, 241, 236];
const DARK_SURFACE: Rgb = [27, 27, 24];
const WASH_LIGHT = 0.1;
const WASH_DARK = 0.22;

/**
 * The operator's colour made legible: darkened for the light theme and lightened for the dark one, no more than it
 * takes. Null for what is no `#rrggbb`.
 */
export function accentOf(colour: string | null): Accent | null {
  const rgb = parseColour(colour);
  if (!rgb) return null;
  return {
    light: coloursOn(rgb, { surface: LIGHT_SURFACE, towards: BLACK, washShare: WASH_LIGHT }),
    dark: coloursOn(rgb, { surface: DARK_SURFACE, towards: WHITE, washShare: WASH_DARK }),
  };
}

interface Theme {
  surface: Rgb;
  towards: Rgb;
  washShare: number;
}

/** Legible as text on the surface and on its own wash. */
function coloursOn(rgb: Rgb, { surface, towards, washShare }: Theme): AccentColours {
  const washOf = (colour: Rgb) => mix(surface, colour, washShare);
  const accent = firstOf(rgb, towards, (one) => contrast(one, surface) >= AA && contrast(one, washOf(one)) >= AA);
  const onAccent = contrast(accent, WHITE) >= contrast(accent, BLACK) ? WHITE : BLACK;
  return { accent: toHex(accent), onAccent: toHex(onAccent), wash: toHex(washOf(accent)), surface: toHex(surface) };
}

function firstOf(from: Rgb, towards: Rgb, isFine: (colour: Rgb) => boolean): Rgb {
  for (let step = 0; step <= STEPS; step += 1) {
    const candidate = mix(from, towards, step / STEPS);
    if (isFine(candidate)) return candidate;
  }
  return towards;
}

function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const at = (index: 0 | 1 | 2) => Math.round(a[index] + (b[index] - a[index]) * share);
  return [at(0), at(1), at(2)];
}

/** Of WCAG 2.2, 1 to 21. */
export function contrastOf(a: string, b: string): number {
  const [left, right] = [parseColour(a), parseColour(b)];
  return left && right ? contrast(left, right) : 1;
}

function contrast(a: Rgb, b: Rgb): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function luminance([r, g, b]: Rgb): number {
  const linear = (value: number) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

function parseColour(colour: string | null): Rgb | null {
  if (colour === null || !/^#[0-9a-f]{6}$/i.test(colour)) return null;
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function toHex(rgb: Rgb): string {
  return `#${rgb.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
