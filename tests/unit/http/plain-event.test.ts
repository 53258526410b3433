import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventIn } from "@/lib/contracts/event";
import { readPlainEvent } from "@/lib/http/plain-event";

const NAMES = ["type", "externalId", "version", "source", "correlationId", "tenant", "timestamp", "deliverAt", "other"];
const texts = fc.oneof(
  fc.constantFrom(
    "order.created",
    "a",
    "a.b-c_d",
    "a..b",
    "",
    "x".repeat(50),
    "x".repeat(51),
    "é",
    "\ud800",
    "a\u0007",
  ),
  fc.integer({ min: 195, max: 205 }).map((length) => "y".repeat(length)),
  fc.string({ unit: "binary", maxLength: 210 }),
);
const values = fc.oneof({ weight: 6, arbitrary: texts }, fc.constantFrom(null, 1, true, {}), fc.date().map(String));
const members = fc.uniqueArray(fc.tuple(fc.constantFrom(...NAMES), values), { selector: ([name]) => name });

describe("the quick way of reading an event", () => {
  it("answers what the contract answers, or leaves the event to it", () => {
    fc.assert(
      fc.property(members, fc.constantFrom("{}", undefined), (entries, data) => {
        const fields = Object.fromEntries(entries);
        const quick = readPlainEvent({ fields, data });
        if (quick === null) return;
        expect(quick).toEqual(eventIn.parse({ ...fields, data }));
      }),
      { numRuns: 5_000 },
    );
  });

  it("takes the events that producers send all day", () => {
    const fields = { type: "order.created", externalId: "order-1", source: "billing", correlationId: "c", tenant: "t" };
    expect(readPlainEvent({ fields, data: "{}" })).toEqual(eventIn.parse({ ...fields, data: "{}" }));
    expect(readPlainEvent({ fields: { type: "order.created" }, data: "1" })).not.toBeNull();
  });

  it.each([
    [{}, "{}"],
    [{ type: "order.created" }, undefined],
    [{ type: "order.created", timestamp: "2026-01-01T00:00:00Z" }, "{}"],
    [{ type: "order created" }, "{}"],
    [{ type: "order.created", extra: "1" }, "{}"],
  ])("leaves %j to the contract", (fields, data) => {
    expect(readPlainEvent({ fields, data })).toBeNull();
  });
});
