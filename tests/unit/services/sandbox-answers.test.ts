import { describe, expect, it } from "vitest";
import { chooseAnswer } from "@/lib/services/receive-in-sandbox";

const program = { answers: [503, "reset", 204], repeat: false, failureRate: 0 };

describe("a sandbox receiver answers as it is programmed", () => {
  it.each([
    [false, [503, "reset", 204, 204, 204]],
    [true, [503, "reset", 204, 503, "reset"]],
  ])("one answer a request, in order; repeat %s", (repeat, expected) => {
    expect([1, 2, 3, 4, 5].map((step) => chooseAnswer({ ...program, repeat, step }, 0.5))).toEqual(expected);
  });

  it("fails a share of the requests by chance", () => {
    const half = { ...program, answers: [204], failureRate: 0.5, step: 1 };
    expect([0, 0.49, 0.5, 0.99].map((chance) => chooseAnswer(half, chance))).toEqual([503, 503, 204, 204]);
  });
});
