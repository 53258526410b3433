import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ENDPOINT_DRILLS } from "@/bench/drills/endpoints";
import { PROCESS_DRILLS } from "@/bench/drills/processes";
import { problemOf } from "@/bench/drills/types";
import { type Stack, startStack } from "@/bench/lib/stack";

/** The short form of `npm run drill`: nothing accepted is lost, and no more is sent twice than was in flight. */
describe("failure drills", () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack?.stop());

  it.each([...ENDPOINT_DRILLS, ...PROCESS_DRILLS].map((drill) => [drill.name, drill] as const))(
    "%s",
    async (_name, drill) => {
      expect(problemOf(await drill.run(stack, { isShort: true }))).toBeNull();
    },
  );
});
