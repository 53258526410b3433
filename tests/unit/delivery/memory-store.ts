import { Lanes } from "@/lib/delivery/lanes";
import { Memory } from "@/lib/delivery/memory";
import { Slots } from "@/lib/delivery/slots";
import type { LaneSettings, LaneStore, SentDelivery, WaitingDelivery } from "@/lib/delivery/types";
import type { Sender, SendResult } from "@/lib/destinations/types";
import { newId } from "@/lib/ids";

interface Row extends WaitingDelivery {
  state: "pending" | "delivered" | "dead";
  position: number;
}

/** The rows of a partition in memory: the port that lib/partitions/lane-store.ts implements on PostgreSQL. */
export class MemoryStore implements LaneStore {
  readonly rows = new Map<string, Row>();
  readonly settings = new Map<string, LaneSettings>();
  readonly sent: SentDelivery[] = [];
  /** Reads by lane, and how many rows each asked for. */
  readonly asked: { subscriptionId: string; limit: number }[] = [];
  private position = 0;
  private epoch = 0;

  add(delivery: Partial<WaitingDelivery> & { subscriptionId: string }): Row {
    this.position += 1;
    const row: Row = {
      id: `dlv_${this.position}`,
      generation: 1,
      eventId: `evt_${String(this.position).padStart(32, "0")}`,
      eventType: "a.b",
      tenantId: "ten_1",
      correlationId: null,
      sequence: this.position,
      orderingKey: null,
      attemptCount: 0,
      attemptTotal: 0,
      dueAtMs: Date.now(),
      body: "{}",
      state: "pending",
      position: this.position,
      ...delivery,
    };
    this.rows.set(row.id, row);
    return row;
  }

  async listBacklogs() {
    const due = [...this.rows.values()].filter((row) => row.state === "pending");
    return due.map(({ subscriptionId, dueAtMs }) => ({ subscriptionId, dueAtMs }));
  }

  async loadSettings(subscriptionId: string) {
    return this.settings.get(subscriptionId) ?? null;
  }

  async readDue(input: Parameters<LaneStore["readDue"]>[0]) {
    this.asked.push({ subscriptionId: input.subscriptionId, limit: input.limit });
    const pending = [...this.rows.values()].filter(
      (row) => row.subscriptionId === input.subscriptionId && row.state === "pending",
    );
    const due = pending.filter((row) => row.dueAtMs <= Date.now() && !input.except.includes(row.id));
    const { ordering } = input;
    const open = ordering ? due.filter((row) => !this.standsBehind(row, ordering.onDead === "block")) : due;
    open.sort((a, b) => (input.ordering ? 0 : a.dueAtMs - b.dueAtMs) || a.position - b.position);
    const deliveries = open.slice(0, input.limit).map((row) => ({ ...row }));
    return { deliveries, isAll: open.length <= input.limit, isBlocked: open.length < due.length };
  }

  private standsBehind(row: Row, isBlockedByDead: boolean): boolean {
    return [...this.rows.values()].some(
      (other) =>
        other.subscriptionId === row.subscriptionId &&
        other.orderingKey === row.orderingKey &&
        other.position < row.position &&
        ((other.state === "pending" && other.dueAtMs > Date.now()) || (isBlockedByDead && other.state === "dead")),
    );
  }

  async readNextDue(subscriptionId: string) {
    const later = [...this.rows.values()].filter(
      (row) => row.subscriptionId === subscriptionId && row.state === "pending" && row.dueAtMs > Date.now(),
    );
    return later.length === 0 ? null : Math.min(...later.map((row) => row.dueAtMs));
  }

  /** The rows as one owner has them, until the next one does: then nothing that it made is recorded any more. */
  asOwner(): MemoryStore {
    this.epoch += 1;
    const { epoch } = this;
    const view: MemoryStore = Object.create(this);
    view.record = async (sent) => {
      if (epoch !== this.epoch) throw new Error("the fence is gone");
      return this.record(sent);
    };
    return view;
  }

  async record(sent: SentDelivery) {
    this.sent.push(sent);
    const row = this.rows.get(sent.delivery.id);
    if (!row) return false;
    row.state = sent.verdict.state;
    row.attemptCount += sent.verdict.charged ? 1 : 0;
    row.attemptTotal += 1;
    row.dueAtMs = sent.dueAtMs ?? row.dueAtMs;
    return true;
  }

  async orderWaiting(subscriptionId: string) {
    for (const row of this.rows.values())
      if (row.subscriptionId === subscriptionId && row.state === "pending") row.orderingKey ??= "*";
  }

  async setAside() {}
  async saveBreaker() {}
  async switchOff() {}
}

/** A destination that answers as it is told, and knows how many requests it has at a time. */
export function createTestSender(answer: (call: { deliveryId: string }) => Promise<SendResult["outcome"]>) {
  const state = { inFlight: 0, most: 0, calls: [] as string[] };
  const sender: Sender = {
    async send(message) {
      state.inFlight += 1;
      state.most = Math.max(state.most, state.inFlight);
      state.calls.push(message.deliveryId);
      const outcome = await answer(message);
      state.inFlight -= 1;
      return {
        outcome,
        statusCode: outcome === "succeeded" ? 204 : null,
        errorMessage: null,
        retryAfterMs: null,
        startedAtMs: Date.now(),
        timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 1 },
        requestHeaders: {},
        responseHeaders: null,
        responseBody: null,
        responseTruncated: false,
      };
    },
    close: async () => {},
  };
  return { sender, state };
}

export function laneSettings(
  subscriptionId: string,
  sender: Sender,
  changes: Partial<LaneSettings> = {},
): LaneSettings {
  return {
    subscriptionId,
    version: 1,
    status: "active",
    destination: "https://one.example",
    maxConcurrency: 32,
    rateLimit: null,
    ordering: null,
    tenant: { id: "ten_1", rateLimit: null, maxConcurrency: null },
    breaker: { state: "closed", failures: 0 },
    leftBehind: null,
    retryPolicy: { delaysSeconds: Array.from({ length: 20 }, () => 0.1) },
    sender,
    ...changes,
  };
}

/** One at a time for each key, and a failed one is not tried again meanwhile. */
export const orderedSettings = (sender: Sender): LaneSettings =>
  laneSettings("sub", sender, { ordering: { onDead: "continue" }, retryPolicy: { delaysSeconds: [600] } });

export const settled = (store: MemoryStore): boolean =>
  [...store.rows.values()].every((row) => row.state !== "pending");

export function createTestLanes(
  store: MemoryStore,
  options: {
    slots?: number | Slots;
    most?: number;
    memory?: number | Memory;
    onError?: (error: unknown) => void;
    onEvicted?: (subscriptionId: string) => void;
  } = {},
) {
  const { slots = 256, most = 1_000, memory = 1_000_000 } = options;
  return new Lanes({
    store,
    slots: typeof slots === "number" ? new Slots({ limit: slots, most }) : slots,
    memory: typeof memory === "number" ? new Memory(memory) : memory,
    signal: new AbortController().signal,
    newAttemptId: () => newId("attempt"),
    nowMs: Date.now,
    random: Math.random,
    mayAct: () => true,
    onSent: () => {},
    onError:
      options.onError ??
      ((error) => {
        throw error;
      }),
    onQuiet: () => {},
    onEvicted: options.onEvicted ?? (() => {}),
  });
}

/** An endpoint that answers after a time; null: never. */
export function addLane(
  store: MemoryStore,
  id: string,
  delayMs: number | null,
  changes: Partial<LaneSettings> & { outcome?: SendResult["outcome"] } = {},
) {
  const { outcome = "succeeded", ...settings } = changes;
  const { sender, state } = createTestSender(async () => {
    await new Promise<void>((resolve) => {
      if (delayMs !== null) setTimeout(resolve, delayMs);
    });
    return outcome;
  });
  store.settings.set(id, laneSettings(id, sender, settings));
  return state;
}

export function addRows(
  store: MemoryStore,
  subscriptionId: string,
  count: number,
  fields: Partial<WaitingDelivery> = {},
) {
  return Array.from({ length: count }, () => store.add({ subscriptionId, ...fields }));
}
