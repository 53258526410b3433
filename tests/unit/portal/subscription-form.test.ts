import { describe, expect, it } from "vitest";
import { formatWaits, parseWaits, retrySchedule } from "@/lib/client/retry-schedule";
import { coverOf, groupTypes, type KnownType, togglePattern } from "@/lib/client/type-groups";

const type = (name: string, more: Partial<KnownType> = {}): KnownType => ({
  name,
  group: null,
  description: null,
  isDeprecated: false,
  ...more,
});

describe("choosing event types", () => {
  it("groups by the catalogue, else by the first part, with a wildcard where all share it", () => {
    const groups = groupTypes(
      [
        type("order.updated"),
        type("order.created"),
        type("ping"),
        type("a.b", { group: "Odd" }),
        type("c.d", { group: "Odd" }),
      ],
      "",
    );
    expect(groups.map(({ name, wildcard, types }) => [name, wildcard, types.map((one) => one.name)])).toEqual([
      ["Odd", null, ["a.b", "c.d"]],
      ["order", "order.*", ["order.created", "order.updated"]],
      ["ping", null, ["ping"]],
    ]);
  });

  it("finds by name and by description", () => {
    const types = [type("order.created", { description: "A cart was paid" }), type("invoice.paid")];
    expect(groupTypes(types, "CART")).toHaveLength(1);
    expect(groupTypes(types, "paid")).toHaveLength(2);
  });

  it("a wildcard takes the single types that it covers into itself, and gives nothing back", () => {
    const chosen = togglePattern(["order.created", "invoice.paid"], "order.*");
    expect(chosen).toEqual(["invoice.paid", "order.*"]);
    expect(coverOf("order.item.added", chosen)).toBe("wildcard");
    expect(coverOf("invoice.paid", chosen)).toBe("own");
    expect(coverOf("invoice.voided", chosen)).toBeNull();
    expect(togglePattern(chosen, "order.*")).toEqual(["invoice.paid"]);
  });
});

describe("the picture of a retry policy", () => {
  it("has the attempts that the server makes, from the first at once to the last", () => {
    const schedule = retrySchedule("default");
    expect(schedule).toHaveLength(12);
    expect(schedule[0]).toEqual({ waitMs: 0, afterMs: 0, place: 0 });
    expect(schedule.at(-1)?.place).toBe(1);
    expect(schedule.every(({ place }, index) => index === 0 || place > (schedule[index - 1]?.place ?? 0))).toBe(true);
  });

  it("of one attempt only has no division by nothing", () => {
    expect(retrySchedule({ delaysSeconds: [] })).toEqual([{ waitMs: 0, afterMs: 0, place: 0 }]);
  });

  it.each([
    ["5s, 1m 2h", [5, 60, 7_200]],
    ["0.5, 90", [0.5, 90]],
    ["", []],
    ["soon", null],
  ])("reads %j", (text, waits) => {
    expect(parseWaits(text)).toEqual(waits);
  });

  it("writes waits so that they are read back", () => {
    expect(parseWaits(formatWaits([0.5, 5, 60, 90, 7_200, 86_400]))).toEqual([0.5, 5, 60, 90, 7_200, 86_400]);
    expect(formatWaits([60, 7_200])).toBe("1m, 2h");
  });
});
