import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DRILLS, runShortDrills } from "@/bench/drills/registry";
import { problemOf } from "@/bench/drills/types";
import { type Stack, startStack } from "@/bench/lib/stack";

/** The short form of `npm run drill`: nothing accepted is lost, and no more is sent twice than was in flight. */
describe("failure drills", () => {
  let stack: Stack | undefined;
  let results: Awaited<ReturnType<typeof runShortDrills>> = new Map();
  beforeAll(async () => {
    stack = await startStack();
    results = await runShortDrills(stack);
  });
  afterAll(() => stack?.stop());

  it.each(DRILLS.map((drill) => drill.name))("%s", (name) => {
    const result = results.get(name);
    if (!result || result instanceof Error) throw result ?? new Error("the drill did not run");
    expect(problemOf(result)).toBeNull();
  });
});
