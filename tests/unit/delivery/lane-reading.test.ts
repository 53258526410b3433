import { setTimeout as later } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { SendResult } from "@/lib/destinations/types";
import { waitFor } from "../../setup/wait-for";
import {
  addLane,
  addRows,
  createTestLanes,
  createTestSender,
  laneSettings,
  MemoryStore,
  orderedSettings,
  settled,
} from "./memory-store";

describe("while a lane reads its rows", () => {
  it("what is ready goes out", async () => {
    const answers = createGate<"succeeded">();
    const { sender, state } = createTestSender(() => answers.opened);
    const store = new HeldReads();
    store.settings.set("sub", laneSettings("sub", sender));
    addRows(store, "sub", MORE_THAN_A_READ);
    const lanes = createTestLanes(store);
    await lanes.start();
    await waitFor(() => state.inFlight > 0, { until: "the first rows were read" });
    store.hold();
    answers.open("succeeded");
    const readFirst = store.asked[0]?.limit;
    await waitFor(() => state.calls.length === readFirst, { until: "all that was read had been sent" });
    expect(store.held).toBe(1);
    store.release();
    await waitFor(() => settled(store), { until: "everything was delivered" });
    await lanes.close();
  });

  it("what becomes due while a lane looks what is due is not left until somebody looks again", async () => {
    class SlowStore extends MemoryStore {
      override async readDue(input: Parameters<MemoryStore["readDue"]>[0]) {
        return answerLate(await super.readDue(input));
      }
      override async readNextDue(subscriptionId: string) {
        return answerLate(await super.readNextDue(subscriptionId));
      }
    }
    const answerLate = <T>(answer: T) => later(40).then(() => answer);
    const store = new SlowStore();
    const { sender } = createTestSender(async () => "succeeded");
    store.settings.set("sub", laneSettings("sub", sender));
    const dueAtMs = Date.now() + 100;
    for (const afterMs of [0, 10, 20, 30]) store.add({ subscriptionId: "sub", dueAtMs: dueAtMs + afterMs });
    const lanes = createTestLanes(store);
    await lanes.start();
    await waitFor(() => settled(store), { until: "everything was delivered", timeoutMs: 2_000 });
    await lanes.close();
  });

  it("a read that was under way when the head of a key failed sends nothing that stands behind it", async () => {
    const { answers, state, store, lanes } = await headInFlight({ behind: 0 });
    store.add({ subscriptionId: "sub", orderingKey: "k" });
    store.hold();
    lanes.refresh("sub");
    await waitFor(() => store.held > 0, { until: "a read had seen the second row and not answered yet" });
    answers.open("timeout");
    await waitFor(() => store.sent.length === 1, { until: "the head's failure was recorded" });
    store.release();
    await waitFor(() => lanes.nextDueMs !== null && lanes.readyCount === 0, {
      until: "the lane had looked at what it read",
    });
    await later(20);
    expect(state.calls).toEqual(["dlv_1"]);
    await lanes.close();
  });

  it("changed settings do not let what stands behind a delivery in flight overtake it", async () => {
    const { answers, state, store, lanes } = await headInFlight({ behind: 1 });
    const before = store.reads;
    lanes.refresh("sub");
    await waitFor(() => store.reads > before, { until: "the rows were read again" });
    await later(20);
    expect(state.calls).toEqual(["dlv_1"]);
    answers.open("succeeded");
    await waitFor(() => settled(store), { until: "both were delivered" });
    await lanes.close();
  });
});

describe("while a lane reads its settings", () => {
  it("nothing goes out, though it is its turn", async () => {
    const store = new MemoryStore();
    const other = createGate<"succeeded">();
    store.settings.set("other", laneSettings("other", createTestSender(() => other.opened).sender));
    const state = addLane(store, "sub", null);
    addRows(store, "other", 1);
    addRows(store, "sub", 2);
    const lanes = createTestLanes(store, { slots: 2, most: 2 });
    await lanes.start();
    await waitFor(() => state.calls.length === 1 && lanes.readyCount === 1, { until: "the second stood in line" });
    const settings = createGate<void>();
    const loadSettings = store.loadSettings.bind(store);
    let asked = 0;
    store.loadSettings = async (id) => {
      asked += 1;
      await settings.opened;
      return loadSettings(id);
    };
    await lanes.start();
    await waitFor(() => asked > 0, { until: "the settings were asked for" });
    other.open("succeeded");
    await waitFor(() => store.sent.length === 1, { until: "the other lane's slot was free" });
    await later(20);
    expect(state.calls).toHaveLength(1);
    settings.open();
    await waitFor(() => state.calls.length === 2, { until: "it went out by the settings of now" });
    await lanes.close();
  });
});

const MORE_THAN_A_READ = 1_000;

/** An ordered lane whose first delivery has not been answered yet, and so many of its key behind it. */
async function headInFlight({ behind }: { behind: number }) {
  const answers = createGate<SendResult["outcome"]>();
  const { sender, state } = createTestSender(() => answers.opened);
  const store = new HeldReads();
  store.settings.set("sub", orderedSettings(sender));
  addRows(store, "sub", 1 + behind, { orderingKey: "k" });
  const lanes = createTestLanes(store);
  await lanes.start();
  await waitFor(() => state.calls.length === 1, { until: "the head was in flight" });
  return { answers, state, store, lanes };
}

function createGate<Value>() {
  let open: (value: Value) => void = () => {};
  const opened = new Promise<Value>((resolve) => {
    open = resolve;
  });
  return { opened, open: (value: Value) => open(value) };
}

/** Reads see the rows at once and, while they are held, answer later: as a database that is slow to answer. */
class HeldReads extends MemoryStore {
  reads = 0;
  held = 0;
  private gate: ReturnType<typeof createGate<void>> | null = null;

  hold(): void {
    this.gate = createGate();
  }

  release(): void {
    this.gate?.open();
    this.gate = null;
  }

  override async readDue(input: Parameters<MemoryStore["readDue"]>[0]) {
    const seen = await super.readDue(input);
    this.reads += 1;
    if (this.gate && seen.deliveries.length > 0) {
      this.held += 1;
      await this.gate.opened;
    }
    return seen;
  }
}
