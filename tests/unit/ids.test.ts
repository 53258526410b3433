import { expect, it } from "vitest";
import { idBound, isId, newId } from "@/lib/ids";

it("ids of a process are different, rise strictly and say when they were made", () => {
  const before = Date.now();
  const ids = Array.from({ length: 10_000 }, () => newId("event"));
  expect(ids.every((id) => isId("event", id))).toBe(true);
  expect(ids.every((id, index) => index === 0 || id > (ids[index - 1] as string))).toBe(true);
  expect(ids.every((id) => /^evt_[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/.test(id))).toBe(true);
  expect((ids[0] as string) >= idBound("event", before)).toBe(true);
});
