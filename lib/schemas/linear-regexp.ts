import { RE2JS } from "re2js";
import type { Budget } from "./budget";

/** Longer ones are refused: the time of a match is the length of the text times that of the pattern. */
const MAX_PATTERN_LENGTH = 500;
/** Of all patterns of a schema together: `a{1000}` is a thousand instructions, and a second has a million. */
const MAX_INSTRUCTIONS = 20_000;

/** What ajv calls for every `pattern`. */
interface RegExpLike {
  test(text: string): boolean;
  /** By which ajv tells one pattern from another. */
  toString(): string;
}

interface RegExpEngine {
  (pattern: string, flags: string): RegExpLike;
  /** For code that is written to a file, which ours never is. */
  code: string;
}

/**
 * Patterns run in time linear in the text, whatever they are: JavaScript's own engine would take years for `(a+)+$`
 * and a text of forty letters. Look-around and back references cannot be had that way, and throw. Each match pays for
 * the text times the pattern's instructions before it begins.
 */
export function linearRegExp({ spend }: Budget): RegExpEngine {
  let instructions = 0;
  const compile = (pattern: string): RegExpLike => {
    if (pattern.length > MAX_PATTERN_LENGTH) {
      throw new Error(`the pattern is longer than ${MAX_PATTERN_LENGTH} characters`);
    }
    const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
    const size = compiled.programSize();
    instructions += size;
    if (instructions > MAX_INSTRUCTIONS) throw new Error("its patterns are too large together; repeat less in them");
    return {
      test: (text) => {
        spend(1 + Math.ceil((text.length * size) / 2));
        return compiled.test(text);
      },
      toString: () => `/${pattern}/u`,
    };
  };
  return Object.assign(compile, { code: "linearRegExp" });
}
