import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { compileFilter, describeResult } from "@/lib/routing/filter";
import { compileMatcher, type Match, type MatcherSubscription } from "@/lib/routing/matcher";

const FILTERS = [
  null,
  "data.amount > `10`",
  "data.paid",
  "abs(data.name) > `1`",
  "not a filter",
  "data.tags[?@ == 'new']",
];

describe("the matcher", () => {
  it("finds what looking at each subscription would find, in the same order", () => {
    fc.assert(
      fc.property(
        fc.array(subscription(), { maxLength: 30 }),
        fc.array(eventType(), { minLength: 1, maxLength: 10 }),
        data(),
        (subscriptions, types, content) => {
          const matcher = compileMatcher(subscriptions);
          for (const type of [...types, ...types]) {
            const envelope = { type, data: content };
            const found = matcher.match({ type, envelope: () => envelope });
            expect(found.map(withoutDetail)).toEqual(matchNaively(subscriptions, envelope));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("names each subscription once, however many of its patterns take the event", () => {
    const matcher = compileMatcher([given({ id: "sub_1", events: ["*", "order.*", "order.created", "*.created"] })]);
    expect(match(matcher, "order.created", {})).toEqual([{ subscriptionId: "sub_1", result: "matched" }]);
  });

  it("skips a disabled subscription as disabled without asking its filter, and only if it takes the type", () => {
    const matcher = compileMatcher([given({ filter: "not a filter", disabled: true, events: ["order.*"] })]);
    expect(match(matcher, "order.created", {})).toEqual([
      { subscriptionId: "sub_1", result: "skipped", reason: "disabled", detail: null },
    ]);
    expect(match(matcher, "user.created", {})).toEqual([]);
  });

  it("counts a filter that does not compile as failed and goes on with the others", () => {
    const matcher = compileMatcher([given({ id: "a", filter: "data.[" }), given({ id: "b", filter: "data" })]);
    expect(match(matcher, "x", { data: 1 })).toEqual([
      { subscriptionId: "a", result: "skipped", reason: "filter_failed", detail: expect.stringContaining("compile") },
      { subscriptionId: "b", result: "matched" },
    ]);
  });

  it("says what a false filter said and why one failed, at bounded length", () => {
    const matcher = compileMatcher([
      given({ id: "false", filter: "data.paid" }),
      given({ id: "failed", filter: "abs(data.name) > `1`" }),
      given({ id: "long", filter: "data.empty || data.tags[?@ == 'no']" }),
    ]);
    const found = match(matcher, "x", { data: { paid: false, name: "x", empty: "", tags: [] } });
    expect(found).toMatchObject([{ detail: "false" }, { detail: expect.stringContaining("number") }, { detail: "[]" }]);
    const long = describeResult({ outcome: "false", value: "x".repeat(10_000) });
    expect(long.length).toBe(300);
  });

  it("parses the event once for many filters, and not at all when no filter needs it", () => {
    const envelope = vi.fn(() => ({ data: { a: 1, b: 2 } }));
    const filtered = compileMatcher([
      given({ filter: "data.a" }),
      given({ filter: "data.b" }),
      given({ filter: "data.a" }),
    ]);
    const unfiltered = compileMatcher([given({}), given({ filter: "data.a", disabled: true })]);
    unfiltered.match({ type: "x", envelope });
    expect(envelope).toHaveBeenCalledTimes(0);
    filtered.match({ type: "x", envelope });
    expect(envelope).toHaveBeenCalledTimes(1);
  });

  it("judges equal filters anew for each event", () => {
    const matcher = compileMatcher([given({ id: "a", filter: "data.a" }), given({ id: "b", filter: "data.a" })]);
    const results = [true, false, true].map((a) => match(matcher, "x", { data: { a } }).map((found) => found.result));
    expect(results).toEqual([
      ["matched", "matched"],
      ["skipped", "skipped"],
      ["matched", "matched"],
    ]);
  });

  it("does not let the filters of one event work without end: costly ones past the common budget fail, cheap ones go on", () => {
    const items = Array.from({ length: 100_000 }, (_, index) => index);
    const costly = Array.from({ length: 60 }, (_, index) => given({ filter: `data[?@ == \`${-index - 1}\`] || type` }));
    const matcher = compileMatcher([...costly, given({ id: "cheap", filter: "type == 'x'" })]);
    const results = match(matcher, "x", { type: "x", data: items });
    expect(results[0]).toMatchObject({ result: "matched" });
    expect(results.at(-2)).toMatchObject({ reason: "filter_failed" });
    expect(results.at(-1)).toMatchObject({ subscriptionId: "cheap", result: "matched" });
    expect(match(matcher, "x", { type: "x", data: [] }).every((found) => found.result === "matched")).toBe(true);
  });

  it("keeps answering right when more types come than it remembers", () => {
    const matcher = compileMatcher(
      Array.from({ length: 1_000 }, (_, index) => given({ id: `${index}`, events: ["a.*"] })),
    );
    for (let index = 0; index < 120; index += 1) expect(match(matcher, `a.${index}`, {})).toHaveLength(1_000);
    expect(match(matcher, "b.1", {})).toEqual([]);
  });
});

function match(matcher: ReturnType<typeof compileMatcher>, type: string, envelope: unknown): Match[] {
  return matcher.match({ type, envelope: () => envelope });
}

function given(overrides: Partial<MatcherSubscription>): MatcherSubscription {
  return { id: "sub_1", events: ["*"], filter: null, disabled: false, ...overrides };
}

function part() {
  return fc.constantFrom("a", "b", "c", "__proto__");
}

function eventType() {
  return fc.array(part(), { minLength: 1, maxLength: 4 }).map((parts) => parts.join("."));
}

function pattern() {
  const anyPart = fc.oneof(part(), fc.constant("*"));
  return fc.array(anyPart, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("."));
}

function subscription() {
  return fc.record({
    id: fc.uuid(),
    events: fc.array(pattern(), { maxLength: 5 }),
    filter: fc.constantFrom(...FILTERS),
    disabled: fc.boolean(),
  });
}

function data() {
  return fc.record({
    amount: fc.integer({ min: 0, max: 20 }),
    paid: fc.boolean(),
    name: fc.oneof(fc.integer(), fc.constant("x")),
    tags: fc.subarray(["new", "old"]),
  });
}

type Judged = Omit<Match, "detail">;

function withoutDetail(match: Match): Judged {
  if (match.result === "matched") return match;
  const { detail: _, ...judged } = match;
  return judged;
}

function matchNaively(subscriptions: MatcherSubscription[], envelope: { type: string }): Judged[] {
  const taking = subscriptions.filter(({ events }) => events.some((text) => takes(text, envelope.type)));
  return taking.map(({ id, filter, disabled }) => {
    const reason = disabled ? "disabled" : filter === null ? null : judge(filter, envelope);
    return reason === null
      ? { subscriptionId: id, result: "matched" }
      : { subscriptionId: id, result: "skipped", reason };
  });
}

/** The grammar of API.md, word for word, as a regular expression. */
function takes(text: string, type: string): boolean {
  const parts = text.split(".").map((piece, index, all) => {
    if (piece !== "*") return piece;
    return index === all.length - 1 ? ".+" : "[^.]+";
  });
  return new RegExp(`^${parts.join("\\.")}$`).test(type);
}

function judge(filter: string, envelope: unknown): "filter_false" | "filter_failed" | null {
  const compilation = compileFilter(filter);
  if (!compilation.ok) return "filter_failed";
  const { outcome } = compilation.filter.evaluate(envelope);
  if (outcome === "failed") return "filter_failed";
  return outcome === "true" ? null : "filter_false";
}
