import { describe, expect, it } from "vitest";
import { findEntries, type PaletteEntry } from "@/lib/client/palette";

const ENTRIES: PaletteEntry[] = [
  { id: "/dead-letters", label: "Dead letters", note: "page", href: "/dead-letters" },
  { id: "sub_1", label: "erp.acme.example/orders", note: "subscription · ERP", href: "/subscriptions/sub_1" },
  { id: "ten_1", label: "Acme GmbH", note: "look at this tenant", tenantId: "ten_1" },
];

describe("the command palette", () => {
  it("leads a pasted id straight to its page", () => {
    const id = `dlv_${"0193".repeat(8)}`;
    expect(findEntries(ENTRIES, ` ${id} `)).toEqual([
      { id, label: id, note: "open the delivery", href: `/deliveries/${id}` },
    ]);
  });

  it("puts names that begin with the text before those that hold it", () => {
    expect(findEntries(ENTRIES, "acm").map(({ id }) => id)).toEqual(["ten_1", "sub_1"]);
    expect(findEntries(ENTRIES, "").map(({ id }) => id)).toEqual(["/dead-letters", "sub_1", "ten_1"]);
  });

  it("offers a text that may be an id of the producer's own", () => {
    expect(findEntries(ENTRIES, "cart/42").map(({ href }) => href)).toEqual([
      "/events?externalId=cart%2F42",
      "/deliveries?correlationId=cart%2F42",
    ]);
  });
});
