import { describe, expect, it } from "vitest";
import { EMPTY_REPLAY, toReplayDraft } from "@/components/replays/new-replay-draft";
import { draftOfDeadLetters, replayPercent, replaySubject } from "@/lib/client/replay-draft";
import { estimateEnd } from "@/lib/contracts/replay";

const NOW = Date.parse("2026-11-01T10:00:00Z");
const NO_FILTER = {
  types: null,
  subscriptionId: null,
  status: null,
  code: null,
  correlationId: null,
  eventId: null,
  deliveryIds: null,
};

describe("replaying the dead letters of a page", () => {
  it("asks for the dead ones alone, whatever the filters", () => {
    expect(draftOfDeadLetters({})).toEqual({ filter: { status: ["dead"] } });
  });

  it("takes every filter of the page with it", () => {
    const draft = draftOfDeadLetters({ type: "order.*", subscriptionId: "sub_1", code: "503", window: "1h" });
    expect(draft.filter).toEqual({ status: ["dead"], types: ["order.*"], subscriptionId: "sub_1", code: 503 });
    expect(Date.now() - Date.parse(draft.after ?? "")).toBeLessThan(3_620_000);
    const between = { after: "2026-11-01T10:00:00Z", before: "2026-11-01T11:00:00Z" };
    expect(draftOfDeadLetters(between)).toMatchObject(between);
  });
});

describe("the end of a replay", () => {
  const total = 100;
  const begunAgo = (ms: number) => ({ createdAt: new Date(NOW - ms), ratePerSecond: 10, total });

  it.each([
    ["at the asked rate at first", 1_000, 0, 10_000],
    ["at the pace so far, where that is slower", 20_000, 20, 80_000],
    ["never faster than asked", 5_000, 90, 1_000],
  ])("is told %s", (_how, agoMs, done, leftMs) => {
    expect(estimateEnd(begunAgo(agoMs), { done, skipped: 0 }, NOW)?.getTime()).toBe(NOW + leftMs);
  });

  it("is not known where nothing has moved for a while", () => {
    expect(estimateEnd(begunAgo(60_000), { done: 0, skipped: 0 }, NOW)).toBeNull();
  });
});

describe("a replay as a sentence", () => {
  it.each([
    [{ filter: { ...NO_FILTER, status: ["dead" as const] } }, "Dead letters"],
    [
      { filter: { ...NO_FILTER, status: ["dead" as const], types: ["order.*", "a.b"] } },
      "Dead letters of order.* and a.b",
    ],
    [{ filter: { ...NO_FILTER, code: 503 } }, "Deliveries answered 503"],
    [{ filter: { ...NO_FILTER, deliveryIds: ["a", "b"] } }, "2 chosen deliveries"],
    [{ filter: NO_FILTER, origin: "drain" as const }, "Dead letters, since their endpoint recovered"],
  ])("%j", (replay, sentence) => {
    expect(replaySubject({ after: null, origin: "request", ...replay })).toBe(sentence);
  });

  it("is at 100 % only when nothing is left", () => {
    expect(replayPercent({ total: 1_000, done: 998, skipped: 1 })).toBe(99);
    expect(replayPercent({ total: 1_000, done: 998, skipped: 2 })).toBe(100);
    expect(replayPercent({ total: 0, done: 0, skipped: 0 })).toBe(100);
  });
});

describe("the form of a new replay", () => {
  it("is nothing to ask while it would be everything there ever was", () => {
    expect(toReplayDraft({ ...EMPTY_REPLAY, states: [] })).toBeNull();
    expect(toReplayDraft({ ...EMPTY_REPLAY, states: [], after: "2026-11-01T10:00" })?.filter).toEqual({});
  });

  it("leaves out what is empty, and reads several types", () => {
    expect(toReplayDraft({ ...EMPTY_REPLAY, types: "order.*, invoice.paid ", targetId: "sub_2" })).toMatchObject({
      after: null,
      before: null,
      filter: { status: ["dead"], types: ["order.*", "invoice.paid"] },
      target: { subscriptionId: "sub_2", onlyMissing: false },
      ratePerSecond: 50,
    });
  });
});
