import { describe, expect, it } from "vitest";
import type { BreakerState } from "@/lib/contracts/breaker";
import { afterInterruption, afterOutcome, afterPass, isTrouble, rememberedBreaker } from "@/lib/delivery/breaker";

const facts = (trouble: boolean, nowMs = 0) => ({ isTrouble: trouble, isProbe: true, nowMs, random: 0.5 });
const CLOSED: BreakerState = { state: "closed", failures: 0 };

function fail(breaker: BreakerState, times: number): BreakerState {
  return Array.from({ length: times }).reduce<BreakerState>((state) => afterOutcome(state, facts(true)), breaker);
}

describe("a circuit breaker", () => {
  it("opens after five failures in a row, and a success in between starts the count anew", () => {
    expect(fail(CLOSED, 4)).toEqual({ state: "closed", failures: 4 });
    expect(afterOutcome(fail(CLOSED, 4), facts(false))).toEqual(CLOSED);
    expect(fail(CLOSED, 5)).toEqual({ state: "open", untilMs: 5_000, opens: 1 });
  });

  it("lets one probe pass when the pause is over, and nothing else until it is answered", () => {
    const open = fail(CLOSED, 5);
    const probing = afterPass(open);
    expect(probing).toEqual({ state: "half_open", opens: 1 });
    expect(afterPass(probing)).toBe(probing);
  });

  it("closes on the probe's success, and opens for twice as long on its failure, up to five minutes", () => {
    let breaker = afterPass(fail(CLOSED, 5));
    expect(afterOutcome(breaker, facts(false))).toEqual(CLOSED);
    const pauses: number[] = [];
    for (let i = 0; i < 9; i += 1) {
      const open = afterOutcome(breaker, facts(true));
      if (open.state === "open") pauses.push(open.untilMs);
      breaker = afterPass(open);
    }
    expect(pauses).toEqual([10, 20, 40, 80, 160, 300, 300, 300, 300].map((seconds) => seconds * 1_000));
  });

  it("hears while the probe is out what older requests came to only if it is good", () => {
    const probing = afterPass(fail(CLOSED, 5));
    expect(afterOutcome(probing, { ...facts(true), isProbe: false })).toBe(probing);
    expect(afterOutcome(probing, { ...facts(false), isProbe: false })).toEqual(CLOSED);
  });

  it("makes a probe that we cut short ourselves again", () => {
    expect(afterInterruption(afterPass(fail(CLOSED, 5)))).toEqual({ state: "open", untilMs: 0, opens: 1 });
    expect(afterInterruption(CLOSED)).toBe(CLOSED);
  });

  it("spreads its pauses, so that endpoints that fell together are not probed together", () => {
    const at = (random: number) =>
      afterOutcome({ state: "closed", failures: 4 }, { isTrouble: true, isProbe: false, nowMs: 0, random });
    expect([at(0), at(0.999_999)]).toMatchObject([{ untilMs: 4_000 }, { untilMs: 6_000 }]);
  });

  it("takes answers to older requests as no news while it is open", () => {
    const open = fail(CLOSED, 5);
    expect(afterOutcome(open, facts(true, 4_000))).toBe(open);
  });

  it.each([
    ["succeeded", 200, false],
    ["interrupted", null, false],
    ["http_status", 400, false],
    ["http_status", 404, false],
    ["redirect", 302, false],
    ["http_status", 408, true],
    ["http_status", 429, true],
    ["http_status", 503, true],
    ["timeout", null, true],
    ["refused", null, true],
    ["tls", null, true],
    ["dns", null, true],
  ] as const)("%s %s is trouble of the endpoint: %s", (outcome, statusCode, expected) => {
    expect(isTrouble(outcome, statusCode)).toBe(expected);
  });

  it("is remembered; a probe that died with its owner is made again", () => {
    expect(rememberedBreaker(null)).toEqual(CLOSED);
    expect(rememberedBreaker({ state: "open", untilMs: 9, opens: 3 })).toEqual({ state: "open", untilMs: 9, opens: 3 });
    expect(rememberedBreaker({ state: "half_open", opens: 3 })).toEqual({ state: "open", untilMs: 0, opens: 3 });
  });
});
