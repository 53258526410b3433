import { JsonScanner, type ScanFailure } from "./json-scanner";

export interface RawEvent {
  /** Every member of the event but `data`, parsed; a repeated member's last value wins, as with JSON.parse. */
  fields: Record<string, unknown>;
  /** The raw text of `data`, byte for byte; undefined when the member is missing. */
  data: string | undefined;
}

export type Publish =
  | { kind: "one"; event: RawEvent }
  /** A body with a member `events`. `fields` holds every other member (there should be none). */
  | { kind: "batch"; events: RawEvent[]; fields: Record<string, unknown> }
  | InvalidPublish;

/** Ready for `new AppError(code, message)`. */
export interface InvalidPublish {
  kind: "invalid";
  code: "invalid_json" | "invalid_request";
  /** A sentence that names the place. */
  message: string;
  /** The field at fault, such as `events[3]`; null when the fault is not one field's. */
  path: string | null;
  /** From 1; columns count UTF-16 units. */
  line: number;
  column: number;
}

/**
 * Reads a publish request in one pass and cuts out the raw text of `data` of each event: `data` is checked
 * for well-formedness but never parsed, so big integers, number spelling, repeated keys and whitespace
 * inside it survive. Returns every fault of the input, throws on none.
 *
 * The caller decodes the bytes with `new TextDecoder("utf-8", { fatal: true })`: otherwise invalid UTF-8 would
 * have become U+FFFD before it gets here. Escapes (`\u0000`, lone surrogates such as `\ud800`) stay escaped text
 * in `data`, but are real characters in `fields`, where the contract has to judge them.
 */
export function parsePublish(bodyText: string, options: { maxEvents: number }): Publish {
  const scanner = new JsonScanner(bodyText);
  scanner.skipWhitespace();
  const publish = readBody(scanner, options.maxEvents);
  if (publish !== null && isAtEnd(scanner)) return publish;
  return describeFailure(bodyText, syntaxFailure(scanner) ?? scanner.failure);
}

/** A wrong shape may have ended the reading early: text that is no JSON at all is reported as that. */
function syntaxFailure(scanner: JsonScanner): ScanFailure | null {
  if (scanner.failure?.kind !== "shape") return null;
  const whole = new JsonScanner(scanner.text);
  whole.skipWhitespace();
  if (whole.skipValue()) {
    whole.skipWhitespace();
    if (whole.at < whole.text.length) whole.fail("expected nothing more");
  }
  return whole.failure;
}

interface Span {
  start: number;
  end: number;
}

function readBody(scanner: JsonScanner, maxEvents: number): Publish | null {
  if (scanner.text[scanner.at] !== "{") return refuseNonObject(scanner);
  const bodyStart = scanner.at;
  const dataSpans: Span[] = [];
  const eventsSpans: Span[] = [];
  let events: RawEvent[] | null = null;
  const isValid = scanner.walkObject((nameStart, nameEnd) => {
    const start = scanner.at;
    if (isName(scanner.text, "events", nameStart, nameEnd)) {
      events = readEvents(scanner, maxEvents);
      eventsSpans.push({ start, end: scanner.at });
      return events !== null;
    }
    if (!scanner.skipValue()) return false;
    if (isName(scanner.text, "data", nameStart, nameEnd)) dataSpans.push({ start, end: scanner.at });
    return true;
  });
  if (!isValid) return null;
  const body = { start: bodyStart, end: scanner.at };
  if (events === null) return { kind: "one", event: cutEvent(scanner.text, body, dataSpans) };
  const { events: _cut, ...fields } = parseAround(scanner.text, body, eventsSpans);
  return { kind: "batch", events, fields };
}

function readEvents(scanner: JsonScanner, maxEvents: number): RawEvent[] | null {
  if (scanner.text[scanner.at] !== "[") {
    scanner.failShape("must be an array of events", "events");
    return null;
  }
  const events: RawEvent[] = [];
  const isValid = scanner.walkArray((index) => {
    if (index === maxEvents) return scanner.failShape(`must hold at most ${maxEvents} events`, "events");
    const event = readEvent(scanner, index);
    if (event === null) return false;
    events.push(event);
    return true;
  });
  return isValid ? events : null;
}

function readEvent(scanner: JsonScanner, index: number): RawEvent | null {
  const start = scanner.at;
  if (scanner.text[start] !== "{") {
    if (scanner.skipValue()) scanner.failShape("must be an object", `events[${index}]`, start);
    return null;
  }
  const dataSpans: Span[] = [];
  const isValid = scanner.walkObject((nameStart, nameEnd) => {
    const valueStart = scanner.at;
    if (!scanner.skipValue()) return false;
    if (isName(scanner.text, "data", nameStart, nameEnd)) dataSpans.push({ start: valueStart, end: scanner.at });
    return true;
  });
  return isValid ? cutEvent(scanner.text, { start, end: scanner.at }, dataSpans) : null;
}

function cutEvent(text: string, event: Span, dataSpans: readonly Span[]): RawEvent {
  const { data: _cut, ...fields } = parseAround(text, event, dataSpans);
  const last = dataSpans.at(-1);
  return { fields, data: last && text.slice(last.start, last.end) };
}

/**
 * Parses the object with a 0 in place of each cut value: one small JSON.parse, which also does what it does
 * with repeated names, escaped names and `__proto__`. Parsed strings are copies, so they do not keep the body alive.
 */
function parseAround(text: string, object: Span, cuts: readonly Span[]): Record<string, unknown> {
  const pieces: string[] = [];
  let from = object.start;
  for (const cut of cuts) {
    pieces.push(text.slice(from, cut.start), "0");
    from = cut.end;
  }
  pieces.push(text.slice(from, object.end));
  return JSON.parse(pieces.join("")) as Record<string, unknown>;
}

/** Names may be written with escapes: `"\u0064ata"` is `data`. */
function isName(text: string, name: string, start: number, end: number): boolean {
  if (end - start === name.length + 2) return text.startsWith(name, start + 1);
  if (end - start < name.length + 2) return false;
  const raw = text.slice(start, end);
  return raw.includes("\\") && JSON.parse(raw) === name;
}

function refuseNonObject(scanner: JsonScanner): null {
  const start = scanner.at;
  if (scanner.skipValue() && isAtEnd(scanner)) {
    scanner.failShape('must be an object: one event, or { "events": [ … ] }', "", start);
  }
  return null;
}

function isAtEnd(scanner: JsonScanner): boolean {
  scanner.skipWhitespace();
  return scanner.at === scanner.text.length || scanner.fail("expected nothing more");
}

function describeFailure(text: string, failure: ScanFailure | null): InvalidPublish {
  const { kind, message, at, path } = failure ?? { kind: "syntax", message: "it cannot be read", at: 0, path: null };
  const before = text.slice(0, at);
  const lineStart = before.lastIndexOf("\n") + 1;
  const line = before.split("\n").length;
  const place = { line, column: at - lineStart + 1 };
  const where = `at line ${place.line}, column ${place.column}`;
  if (kind === "syntax") {
    return {
      kind: "invalid",
      code: "invalid_json",
      message: `The body is not valid JSON ${where}: ${message}.`,
      path,
      ...place,
    };
  }
  return {
    kind: "invalid",
    code: "invalid_request",
    message: `${path || "The body"} ${message} (${where}).`,
    path,
    ...place,
  };
}
