import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Publish, parsePublish } from "@/lib/routing/raw-json";

const SPACES = ["", "", "", " ", "\n", "\t", "\r\n", "  "];
const NUMBERS = ["0", "-0", "1.0", "1e5", "1E-2", "-0.5e+10", "12345678901234567890", "9007199254740993", "1.10"];
const STRINGS = [
  '""',
  '"a"',
  '"\\u0000"',
  '"\\ud800"',
  '"\\u0064ata"',
  '"é😀"',
  '"\\"\\\\\\/\\b\\f\\n\\r\\t"',
  '"}],{["',
  '"data"',
];
const DATA_NAMES = ['"data"', '"\\u0064ata"', '"d\\u0061ta"', '"dat\\u0061"'];
const OTHER_NAMES = [
  '"type"',
  '"source"',
  '"x"',
  '""',
  '"Data"',
  '"dataa"',
  '"dat"',
  '"\\u0064at"',
  '"__proto__"',
  '"constructor"',
];

describe("cutting data out of one event", () => {
  it("leaves the text of data as it was written", () => {
    const data = '{ "n": 12345678901234567890, "n":1.0,\n"e": 1E+2 , "s":"\\u0000\\ud800é" }';
    expect(one(`{"type":"a","data" : ${data} ,"source":null}`)).toEqual({ fields: { type: "a", source: null }, data });
  });

  it("cuts what JSON.parse reads, from any spacing, escapes and repeated names", () => {
    fc.assert(
      fc.property(objectText(), (body) => {
        const { data, fields } = one(body);
        const { data: expected, ...others } = JSON.parse(body);
        expect(fields).toEqual(others);
        expect(data === undefined ? undefined : JSON.parse(data)).toEqual(expected);
        if (data !== undefined) expect(body).toContain(data);
        expect(data).toBe(data?.trim());
      }),
      { numRuns: 1_000 },
    );
  });

  it("takes exactly the texts that JSON.parse takes, and never throws", () => {
    fc.assert(
      fc.property(damagedText(), (body) => {
        expect(isWellFormed(parsePublish(body, { maxEvents: 1_000 })), body).toBe(parses(body));
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ["the last of repeated names", '{"data":1,"\\u0064ata":2}', "2"],
    ["a text with braces in it", '{"data":"}\\"{"}', '"}\\"{"'],
    ["null", '{"data":null}', "null"],
    ["not a member of data named data", '{"data":{"data":1}}', '{"data":1}'],
    ["not a member of another member", '{"x":{"data":1}}', undefined],
  ])("cuts %s", (_name, body, data) => {
    expect(one(body).data).toBe(data);
  });

  it("reads long strings as JSON.parse does, whatever stands where in them", () => {
    const parts = [
      '"',
      "\\n",
      '\\"',
      "\\u00e9",
      "\\u12",
      "\\x",
      "\\",
      "\n",
      "\0",
      "\u001f",
      "\u007f",
      "é",
      "😀",
      "\ud800",
      "\uffff",
    ];
    const afters = ["", "b", "b".repeat(30)];
    for (const [part, after] of parts.flatMap((part) => afters.map((after) => [part, after] as const))) {
      for (let before = 0; before <= 40; before += 1) {
        const body = `{"data":"${"a".repeat(before)}${part}${after}"}`;
        expect(isWellFormed(parsePublish(body, { maxEvents: 1 })), body).toBe(parses(body));
      }
    }
  });

  it("keeps a member named __proto__ a plain member", () => {
    const { fields } = one('{"__proto__":{"polluted":true},"data":1}');
    expect(Object.keys(fields)).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe("cutting data out of a batch", () => {
  it("cuts each event's data, in order, and gives the other members of the body back", () => {
    const body = '{"x":1, "events" : [ {"type":"a","data":1.0} , {"data":{ },"type":"b","tenant":"t"},{"type":"c"}]}';
    expect(parsePublish(body, { maxEvents: 3 })).toEqual({
      kind: "batch",
      events: [
        { fields: { type: "a" }, data: "1.0" },
        { fields: { type: "b", tenant: "t" }, data: "{ }" },
        { fields: { type: "c" }, data: undefined },
      ],
      fields: { x: 1 },
    });
  });

  it("reads each event as if it came alone", () => {
    fc.assert(
      fc.property(fc.array(objectText({ withEvents: false }), { maxLength: 8 }), space(), (bodies, gap) => {
        const publish = parsePublish(`{"events":[${gap}${bodies.join(`${gap},${gap}`)}]}`, { maxEvents: 8 });
        expect(publish).toEqual({ kind: "batch", events: bodies.map(one), fields: {} });
      }),
    );
  });

  it("takes the last of repeated lists, under an escaped name too", () => {
    const publish = parsePublish('{"events":[{"data":1}],"\\u0065vents":[{"data":2}]}', { maxEvents: 9 });
    expect(publish).toMatchObject({ kind: "batch", events: [{ data: "2" }] });
  });

  it.each([
    ["an event that is not an object", '{"events":[{},3]}', "events[1]"],
    ["a list that is not an array", '{"events":{}}', "events"],
    ["more events than allowed", '{"events":[{},{},{}]}', "events"],
    ["a body that is not an object", "[1]", ""],
  ])("names the field at fault: %s", (_name, body, path) => {
    expect(parsePublish(body, { maxEvents: 2 })).toMatchObject({ kind: "invalid", code: "invalid_request", path });
  });
});

describe("bodies that are not JSON", () => {
  it.each([
    ["", 1, 1, "ends too early"],
    ["{", 1, 2, "ends too early"],
    ['{"data":', 1, 9, "ends too early"],
    ['{"data":1}}', 1, 11, "nothing more"],
    ['{"data":1,}', 1, 11, "member name"],
    ['{"data" 1}', 1, 9, "colon"],
    ['{"data":[1 2]}', 1, 12, "comma or ]"],
    ['{\n  "a": 1\n  "data": 2\n}', 3, 3, "comma or }"],
    ['{"data":01}', 1, 10, "comma or }"],
    ['{"data":-}', 1, 10, "digit"],
    ['{"data":1.}', 1, 11, "digit"],
    ['{"data":"\n"}', 1, 10, "escaped"],
    ['{"data":"\\x"}', 1, 10, "escape"],
    ['{"data":"\\u12G4"}', 1, 10, "escape"],
    ["{data:1}", 1, 2, "member name"],
    ['{"data":NaN}', 1, 9, "value"],
    ['{"data":"abc', 1, 13, "ends too early"],
    ["\ufeff{}", 1, 1, "value"],
  ])("says where and why: %j", (body, line, column, why) => {
    const publish = parsePublish(body, { maxEvents: 1 });
    expect(publish).toMatchObject({ kind: "invalid", code: "invalid_json", path: null, line, column });
    expect(publish).toHaveProperty("message", expect.stringContaining(why));
  });

  it("refuses what is nested deeper than 200 levels without overflowing, however deep", () => {
    for (const levels of [200, 1_000_000]) {
      const publish = parsePublish(`{"data":${"[".repeat(levels)}${"]".repeat(levels)}}`, { maxEvents: 1 });
      expect(publish).toMatchObject({ kind: "invalid", code: "invalid_request", column: 208 });
    }
    expect(parsePublish(`{"data":${"[".repeat(199)}${"]".repeat(199)}}`, { maxEvents: 1 }).kind).toBe("one");
  });
});

function one(body: string) {
  const publish = parsePublish(body, { maxEvents: 1 });
  if (publish.kind !== "one") throw new Error(`not one event: ${JSON.stringify(publish)} of ${body}`);
  return publish.event;
}

function isWellFormed(publish: Publish): boolean {
  return publish.kind !== "invalid" || publish.code === "invalid_request";
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function space() {
  return fc.constantFrom(...SPACES);
}

/** JSON text as people and machines write it, and as nobody should. */
function jsonText() {
  const { value } = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom("true", "false", "null", ...NUMBERS, ...STRINGS),
      fc
        .tuple(fc.array(tie("value"), { maxLength: 4 }), space())
        .map(([items, gap]) => `[${gap}${items.join(`${gap},`)}${gap}]`),
      fc
        .tuple(
          fc.array(fc.tuple(fc.constantFrom(...DATA_NAMES, ...OTHER_NAMES), tie("value")), { maxLength: 4 }),
          space(),
        )
        .map(([members, gap]) => writeObject(members, gap)),
    ),
  }));
  return value;
}

function objectText({ withEvents = true } = {}) {
  const names = fc.constantFrom(...DATA_NAMES, ...OTHER_NAMES, ...(withEvents ? ['"event"', '"eventss"'] : []));
  return fc
    .tuple(fc.array(fc.tuple(names, jsonText()), { maxLength: 6 }), space())
    .map(([members, gap]) => writeObject(members, gap));
}

function writeObject(members: [name: string, value: string][], gap: string): string {
  return `{${gap}${members.map(([name, value]) => `${name}${gap}:${gap}${value}`).join(`${gap},${gap}`)}${gap}}`;
}

/** A body with a character or two removed, doubled or replaced. */
function damagedText() {
  const edit = fc.tuple(
    fc.nat(200),
    fc.constantFrom("", "x", '"', "\\", "{", "}", "[", "]", ",", ":", "0", "-", ".", "e", "\n", "\u0001"),
  );
  return fc.tuple(objectText(), fc.array(edit, { maxLength: 2 })).map(([body, edits]) =>
    edits.reduce((text, [at, by]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + by + text.slice(place + (at % 2));
    }, body),
  );
}
