import { compile } from "@jmespath-community/jmespath";
import { MAX_FILTER_LENGTH } from "@/lib/contracts/subscription";
import { FILTER_FUNCTIONS } from "./filter-functions";

/** The syntax tree of the library. */
export type FilterNode = ReturnType<typeof compile>;

interface FilterFault {
  ok: false;
  message: string;
  /** Index in the expression (UTF-16 units); null when the fault is not at one place. */
  position: number | null;
}

/**
 * The library's parser, with what it lacks: the position of an error, and a sentence for it. The parser is not
 * ours to change, so a fault is found by parsing beginnings of the expression (a dozen, by halving).
 */
export function parseFilter(expression: string): { ok: true; tree: FilterNode } | FilterFault {
  if (expression.length > MAX_FILTER_LENGTH) return fault(`must be at most ${MAX_FILTER_LENGTH} characters`, null);
  const tokens = findTokens(expression);
  if (!Array.isArray(tokens)) return tokens;
  const refused = findRefused(tokens);
  if (refused) return refused;
  try {
    return { ok: true, tree: compile(expression) };
  } catch (error) {
    if (error instanceof RangeError) return fault("is nested too deeply", null);
    return locateFault(expression, tokens);
  }
}

interface FilterToken {
  text: string;
  start: number;
  end: number;
}

const SPACE = /[ \t\r\n]*/y;
const TOKEN =
  /\$?[A-Za-z_][A-Za-z0-9_]*|-?[0-9]+|"(?:\\["\\]|\\(?!["\\])|[^"\\])*"|'(?:\\['\\]|\\(?!['\\])|[^'\\])*'|`(?:\\[`\\]|\\(?![`\\])|[^`\\])*`|\[\?|\[\]|==|!=|<=|>=|&&|\|\||\/\/|[()*,.:@\]{}+%?\u2212\u00d7\u00f7[!<>&|/$-]/y;
/** Texts whose inside the library judges: both have to hold JSON. */
const JSON_TEXT = /^["`]/;

function findTokens(expression: string): FilterToken[] | FilterFault {
  const tokens: FilterToken[] = [];
  for (let at = skip(SPACE, expression, 0); at < expression.length; at = skip(SPACE, expression, at)) {
    const end = skip(TOKEN, expression, at);
    const text = expression.slice(at, end);
    if (end === at) return fault(describeUnknown(expression[at] ?? ""), at);
    if (JSON_TEXT.test(text) && !canParse(text)) return fault(describeBadJson(text), at);
    tokens.push({ text, start: at, end });
    at = end;
  }
  return tokens.length > 0 ? tokens : fault("is empty", 0);
}

function skip(pattern: RegExp, expression: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(expression)?.[0].length ?? 0);
}

function canParse(expression: string): boolean {
  try {
    compile(expression);
    return true;
  } catch {
    // Whether it throws is the answer.
    return false;
  }
}

function describeUnknown(character: string): string {
  if (character === "=") return "has a single =; write == to compare";
  if (/["'`]/.test(character)) return `has a ${character} that is never closed`;
  return `has an unknown character: ${character}`;
}

function describeBadJson(text: string): string {
  if (text.startsWith('"')) return "has a quoted name that is not valid JSON";
  return `has a literal that is not valid JSON: ${text}; write texts as 'text' or \`"text"\``;
}

function findRefused(tokens: readonly FilterToken[]): FilterFault | null {
  for (const [index, { text, start }] of tokens.entries()) {
    const message = describeRefused(text, tokens[index + 1]?.text);
    if (message) return fault(message, start);
  }
  return null;
}

function describeRefused(text: string, next: string | undefined): string | null {
  if (text === "[]") return "must not flatten ([]): it multiplies data";
  if (text === "&") return "must not hand expressions (&) to functions";
  if (/^\$./.test(text)) return "must not use variables";
  if (next !== "(" || !/^[A-Za-z_]/.test(text) || FILTER_FUNCTIONS.has(text)) return null;
  return `calls ${text}(), which filters do not offer; there are ${[...FILTER_FUNCTIONS.keys()].join(", ")}`;
}

function locateFault(expression: string, tokens: readonly FilterToken[]): FilterFault {
  let low = 0;
  let high = tokens.length;
  // The beginning of `low` tokens can be continued, that of `high + 1` tokens cannot.
  while (low < high) {
    const middle = (low + high) >> 1;
    if (canBeContinued(expression.slice(0, tokens[middle]?.end))) low = middle + 1;
    else high = middle;
  }
  const token = tokens[low];
  if (!token) return fault("ends too early", expression.length);
  if (/^-?[0-9]/.test(token.text))
    return fault(`has a bare number; write it in backticks: \`${token.text}\``, token.start);
  return fault(`has an unexpected ${token.text}`, token.start);
}

/** How the parser says that it came to the end; a TypeError is how it says so when it looked two tokens ahead. */
const ENDED = /invalid token \(EOF\)|, got: EOF$|unexpected token: \(EOF\)$/;

function canBeContinued(beginning: string): boolean {
  try {
    compile(beginning);
    return true;
  } catch (error) {
    // The message is all that the parser tells.
    return error instanceof TypeError || (error instanceof Error && ENDED.test(error.message));
  }
}

/** Messages go on from "The filter". */
function fault(message: string, position: number | null): FilterFault {
  return { ok: false, message: `The filter ${message}.`, position };
}
