import { afterEach, describe, expect, it } from "vitest";
import { restoreMasked } from "@/lib/destinations/mask";
import type { DestinationAdapter, OutboundMessage, Sender } from "@/lib/destinations/types";

/** What a destination type hands in to show that it keeps the contract. */
export interface Subject<Config> {
  /** May reach `goodConfig`, `badConfig` and `slowConfig`. */
  adapter: DestinationAdapter<Config>;
  /** The same type in a process without allowed networks; its destinations are on loopback here. */
  strictAdapter: DestinationAdapter<Config>;
  /** As a customer writes it; a destination that takes everything. Contains `secretValue` if the type has secrets. */
  goodConfig: Record<string, unknown>;
  /** A destination that refuses everything. */
  badConfig: Record<string, unknown>;
  /** A destination that takes a message and never answers. */
  slowConfig: Record<string, unknown>;
  /** A value inside goodConfig that must never be shown; null if the type has none. */
  secretValue: string | null;
  secrets: readonly string[];
  /** How many messages the good destination has got. */
  received(): number;
}

export const MESSAGE: OutboundMessage = {
  deliveryId: "dlv_0192d3a4e5b67c8d9e0f1a2b3c4d5e6f",
  eventId: "evt_0192d3a4e5b67c8d9e0f1a2b3c4d5e6f",
  eventType: "order.created",
  subscriptionId: "sub_0192d3a4e5b67c8d9e0f1a2b3c4d5e6f",
  tenantId: "ten_0192d3a4e5b67c8d9e0f1a2b3c4d5e6f",
  sequence: 7,
  attemptNumber: 1,
  traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
  body: '{"id":"evt_0192d3a4e5b67c8d9e0f1a2b3c4d5e6f","data":{"text":"Grüße, 世界 👋"}}',
};

const TIMEOUT_MS = 500;

/** The suite that every destination type runs. `subject` is asked when a test runs, after the caller's beforeAll. */
export function describeDestination<Config>(name: string, subject: () => Subject<Config>): void {
  const opened: Sender[] = [];
  const never = new AbortController().signal;

  const open = (adapter: DestinationAdapter<Config>, config: Record<string, unknown>): Sender => {
    const options = { secrets: subject().secrets, timeoutMs: TIMEOUT_MS, maxConnections: 2 };
    const sender = adapter.open(adapter.config.parse(config), options);
    opened.push(sender);
    return sender;
  };

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((sender) => sender.close()));
  });

  describe(`${name}: form`, () => {
    it("describes each field of its config, and only those", () => {
      const { adapter, goodConfig } = subject();
      const names = adapter.metadata.fields.map((field) => field.name);
      expect(new Set(names).size).toBe(names.length);
      expect(names).toEqual(expect.arrayContaining(Object.keys(adapter.config.parse(goodConfig) as object)));
      for (const field of adapter.metadata.fields) expect(field.label && field.help).toBeTruthy();
    });

    it("refuses a config without a required field, and names the field", () => {
      const { adapter, goodConfig } = subject();
      for (const field of adapter.metadata.fields.filter((entry) => entry.required)) {
        const parsed = adapter.config.safeParse({ ...goodConfig, [field.name]: undefined });
        expect(parsed.error?.issues[0]?.path[0]).toBe(field.name);
      }
    });

    it("accepts a config without its optional fields", () => {
      const { adapter, goodConfig } = subject();
      const required = adapter.metadata.fields.filter((field) => field.required).map((field) => field.name);
      const least = Object.fromEntries(Object.entries(goodConfig).filter(([key]) => required.includes(key)));
      expect(adapter.config.safeParse(least).success).toBe(true);
    });

    it("refuses unknown fields", () => {
      const { adapter, goodConfig } = subject();
      expect(adapter.config.safeParse({ ...goodConfig, surprise: true }).success).toBe(false);
    });
  });

  describe(`${name}: secrets`, () => {
    it("shows no secret value in a masked config, in a description or in a recorded attempt", async () => {
      const { adapter, goodConfig, secretValue, secrets } = subject();
      const config = adapter.config.parse(goodConfig);
      const result = await open(adapter, goodConfig).send(MESSAGE, never);
      const shown = JSON.stringify([adapter.mask(config), adapter.describe(config), result]);
      for (const value of [...secrets, ...(secretValue ? [secretValue] : [])]) expect(shown).not.toContain(value);
    });

    it("restores a masked config to what it was", () => {
      const { adapter, goodConfig } = subject();
      const config = adapter.config.parse(goodConfig);
      expect(adapter.config.parse(restoreMasked(adapter.mask(config), config))).toEqual(config);
    });

    it("takes no mask for a value", () => {
      const { adapter, goodConfig, secretValue } = subject();
      const masked = adapter.mask(adapter.config.parse(goodConfig));
      expect(adapter.config.safeParse(masked).success).toBe(secretValue === null);
    });
  });

  describe(`${name}: check`, () => {
    it("finds nothing wrong with a good destination", async () => {
      const { adapter, goodConfig } = subject();
      const config = adapter.config.parse(goodConfig);
      expect(await adapter.check(config, { reach: true, timeoutMs: 2_000 })).toEqual([]);
    });

    it("sends nothing", async () => {
      const { adapter, goodConfig, received } = subject();
      const before = received();
      await adapter.check(adapter.config.parse(goodConfig), { reach: true, timeoutMs: 2_000 });
      expect(received()).toBe(before);
    });

    it("refuses a forbidden address even when it need not be reached", async () => {
      const { strictAdapter, goodConfig } = subject();
      const config = strictAdapter.config.parse(goodConfig);
      const problems = await strictAdapter.check(config, { reach: false, timeoutMs: 2_000 });
      expect(problems[0]).toMatchObject({ code: "blocked_address" });
      expect(strictAdapter.metadata.fields.map((field) => field.name)).toContain(problems[0]?.field);
    });
  });

  describe(`${name}: send`, () => {
    it("delivers a message and reports when it began and how long it took", async () => {
      const { adapter, goodConfig, received } = subject();
      const before = { received: received(), nowMs: Date.now() };
      const result = await open(adapter, goodConfig).send(MESSAGE, never);
      expect(result).toMatchObject({ outcome: "succeeded", errorMessage: null, retryAfterMs: null });
      expect(received()).toBe(before.received + 1);
      expect(result.startedAtMs).toBeGreaterThanOrEqual(before.nowMs);
      expect(result.timings.totalMs).toBeGreaterThan(0);
    });

    it("reports a refusal as an outcome with a sentence", async () => {
      const { adapter, badConfig } = subject();
      const result = await open(adapter, badConfig).send(MESSAGE, never);
      expect(result.outcome).not.toBe("succeeded");
      expect(result.errorMessage).toMatch(/^[A-Z0-9].*\.$/);
    });

    it("gives up in time", async () => {
      const { adapter, slowConfig } = subject();
      const result = await open(adapter, slowConfig).send(MESSAGE, never);
      expect(result.outcome).toBe("timeout");
      expect(result.timings.totalMs).toBeLessThan(TIMEOUT_MS + 500);
    });

    it("calls no forbidden address", async () => {
      const { strictAdapter, goodConfig, received } = subject();
      const before = received();
      const result = await open(strictAdapter, goodConfig).send(MESSAGE, never);
      expect(result.outcome).toBe("blocked_address");
      expect(received()).toBe(before);
    });

    it("is interrupted by an abort", async () => {
      const { adapter, slowConfig } = subject();
      const cut = new AbortController();
      const sending = open(adapter, slowConfig).send(MESSAGE, cut.signal);
      cut.abort();
      expect((await sending).outcome).toBe("interrupted");
    });

    it("sends nothing under a signal that is aborted already", async () => {
      const { adapter, goodConfig, received } = subject();
      const before = received();
      const result = await open(adapter, goodConfig).send(MESSAGE, AbortSignal.abort());
      expect(result.outcome).toBe("interrupted");
      expect(received()).toBe(before);
    });

    it("lets what is in flight end when it is closed, and takes nothing more", async () => {
      const { adapter, goodConfig } = subject();
      const sender = open(adapter, goodConfig);
      const inFlight = sender.send(MESSAGE, never);
      await sender.close();
      expect((await inFlight).outcome).toBe("succeeded");
      expect((await sender.send(MESSAGE, never)).outcome).toBe("interrupted");
    });
  });
}
