import { describe, expect, it } from "vitest";
import { browserName } from "@/lib/client/browser-name";
import { groupEventTypes, parseJsonField } from "@/lib/client/event-type-groups";
import type { EventTypeOut } from "@/lib/contracts/event-type";

const type = (name: string, group: string | null = null) => ({ id: name, name, group }) as EventTypeOut;

describe("the catalogue by groups", () => {
  it("groups by the group, else by the first part of the name, both in order", () => {
    const groups = groupEventTypes([type("order.b"), type("ping"), type("order.a"), type("x.y", "Billing")]);
    expect(groups.map(({ name, types }) => [name, types.map((one) => one.name)])).toEqual([
      ["Billing", ["x.y"]],
      ["order", ["order.a", "order.b"]],
      ["ping", ["ping"]],
    ]);
  });

  it("tells JSON that is not finished from an empty field", () => {
    expect(parseJsonField("  ")).toEqual({ value: undefined });
    expect(parseJsonField('{"a":1}')).toEqual({ value: { a: 1 } });
    expect(parseJsonField('{"a":')).toBeNull();
  });
});

it.each([
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"],
  ["Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0", "Edge on Windows"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari on iOS"],
  ["curl/8.5.0", "curl/8.5.0"],
  [null, "An unknown browser"],
])("%s is %s", (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name);
});
