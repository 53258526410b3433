import { RE2JS } from "re2js";

/** Longer ones are refused: the time of a match is the length of the text times that of the pattern. */
const MAX_PATTERN_LENGTH = 500;

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
 * and a text of forty letters. Look-around and back references cannot be had that way, and throw.
 */
export const linearRegExp: RegExpEngine = Object.assign(
  (pattern: string): RegExpLike => {
    if (pattern.length > MAX_PATTERN_LENGTH) {
      throw new Error(`the pattern is longer than ${MAX_PATTERN_LENGTH} characters`);
    }
    const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
    return { test: (text) => compiled.test(text), toString: () => `/${pattern}/u` };
  },
  { code: "linearRegExp" },
);
