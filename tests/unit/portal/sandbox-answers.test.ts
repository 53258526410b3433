import { describe, expect, it } from "vitest";
import { PRESETS, parseAnswers, presetOf, programSentence, typeOfBody } from "@/lib/client/sandbox-answers";
import { sandboxReceiverIn } from "@/lib/contracts/sandbox";

const STEADY = { repeat: false, delayMs: 0, failureRate: 0 };

describe("what a sandbox receiver answers, as one types and reads it", () => {
  it.each([
    ["503, 503, 204", [503, 503, 204]],
    [" reset  Close;200 ", ["reset", "close", 200]],
  ])("%j is read", (text, answers) => {
    expect(parseAnswers(text)).toEqual(answers);
  });

  it.each(["", " , ", "99", "600", "503, explode", "100"])("%j is not", (text) => {
    expect(parseAnswers(text)).toBeNull();
  });

  it.each([
    [{ ...STEADY, answers: [204] }, "Answers 204."],
    [{ ...STEADY, answers: [503, "reset" as const, 204] }, "Answers 503, reset, then 204 for good."],
    [{ ...STEADY, answers: [500, 204], repeat: true }, "Answers 500, then 204, and begins again."],
    [
      { ...STEADY, answers: [204], delayMs: 3_000, failureRate: 0.3 },
      "Answers 204, each after 3.00 s; 30 % get 503 by chance.",
    ],
  ])("%j is told in a sentence", (program, sentence) => {
    expect(programSentence(program)).toBe(sentence);
  });

  it("every preset is one that the API takes, and is known again", () => {
    for (const preset of PRESETS) {
      const { name: _name, ...program } = sandboxReceiverIn.parse(preset.program);
      expect(presetOf(program)).toBe(preset);
    }
    expect(presetOf({ ...STEADY, answers: [418] })).toBeNull();
  });

  it("the type of an event is read from its body where there is one", () => {
    expect(typeOfBody({ body: '{"type":"order.created"}' })).toBe("order.created");
    for (const body of ["", "hello", "null", "[]", '{"type":5}']) expect(typeOfBody({ body })).toBeNull();
  });
});
