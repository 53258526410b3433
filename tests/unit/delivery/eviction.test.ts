import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { addLane, createTestLanes, MemoryStore } from "./memory-store";

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

it("a lane that has nothing to do is given up although nothing in its partition ever waits for a time", async () => {
  const store = new MemoryStore();
  const evicted: string[] = [];
  const lanes = createTestLanes(store, { onEvicted: (id) => evicted.push(id) });
  for (const id of ["idle", "busy"]) addLane(store, id, 1);
  store.add({ subscriptionId: "idle" });
  await lanes.start();
  for (let seconds = 0; seconds < 180; seconds += 1) {
    store.add({ subscriptionId: "busy" });
    lanes.readAgain("busy");
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(evicted).toEqual(["idle"]);
  expect(lanes.nextDueMs).toBeNull();
  await lanes.close();
});
