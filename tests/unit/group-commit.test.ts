import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createGroup, type GroupOptions } from "@/lib/group-commit";

const NEVER_MS = 600_000;

function groupOf(options: Partial<GroupOptions<string, string>>) {
  const flushed: string[][] = [];
  const group = createGroup<string, string>({
    maxWeight: 100,
    maxInFlight: 1,
    maxWaitMs: 0,
    flush: async (items) => {
      flushed.push(items);
      return items.map((item) => `${item}!`);
    },
    ...options,
  });
  return { group, flushed };
}

describe("a group", () => {
  it("answers each of its items, in their order, with one flush", async () => {
    const { group, flushed } = groupOf({});
    expect(await Promise.all(["a", "b", "c"].map((item) => group.add(item)))).toEqual(["a!", "b!", "c!"]);
    expect(flushed).toEqual([["a", "b", "c"]]);
  });

  it("leaves at once when it is full, and the rest waits for its turn", async () => {
    const { group, flushed } = groupOf({ maxWeight: 2, maxWaitMs: NEVER_MS });
    await Promise.all([group.add("a"), group.add("b")]);
    void group.add("c");
    await pause(5);
    expect(flushed).toEqual([["a", "b"]]);
  });

  it("leaves at once with an urgent item, and takes along what had time", async () => {
    const { group, flushed } = groupOf({ maxWaitMs: NEVER_MS });
    const patient = group.add("patient");
    expect(await Promise.all([patient, group.add("urgent", true)])).toEqual(["patient!", "urgent!"]);
    expect(flushed).toEqual([["patient", "urgent"]]);
  });

  it("remembers that one is urgent while all its flushes are under way", async () => {
    let release = () => {};
    const first = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { group } = groupOf({
      maxWaitMs: NEVER_MS,
      flush: async (items) => {
        if (items[0] === "first") await first;
        return items;
      },
    });
    const slow = group.add("first", true);
    await pause(5);
    const next = group.add("next", true);
    release();
    expect(await Promise.all([slow, next])).toEqual(["first", "next"]);
  });

  it("waits for company after a flush that was large, and not after a small one", async () => {
    const { group, flushed } = groupOf({ busy: { weight: 3, waitMs: NEVER_MS } });
    await group.add("small");
    await Promise.all(["a", "b", "c"].map((item) => group.add(item)));
    void group.add("late");
    await pause(5);
    expect(flushed).toEqual([["small"], ["a", "b", "c"]]);
  });

  it("sends a heavier item than a flush takes alone", async () => {
    const { group, flushed } = groupOf({ maxWeight: 10, weigh: (item) => item.length });
    await Promise.all([group.add("short"), group.add("far too long for it"), group.add("end")]);
    expect(flushed).toEqual([["short"], ["far too long for it"], ["end"]]);
  });

  it("gives a failed flush to every one of its items, and goes on", async () => {
    const { group } = groupOf({
      flush: async (items) => {
        if (items.includes("bad")) throw new Error("refused");
        return items;
      },
    });
    const both = await Promise.allSettled([group.add("good"), group.add("bad")]);
    expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await group.add("next")).toBe("next");
    await group.settled();
  });
});
