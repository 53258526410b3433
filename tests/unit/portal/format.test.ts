import { describe, expect, it } from "vitest";
import { formatMs, formatRelative, formatSpan, shortenId, shortenUrl } from "@/lib/client/format";

const SECOND = 1_000;
const NOW = Date.parse("2026-11-22T10:00:00.000Z");

describe("times and numbers as people read them", () => {
  it.each([
    [0, "0 s"],
    [400, "0.4 s"],
    [48 * SECOND, "48 s"],
    [252 * SECOND, "4 min 12 s"],
    [3_600 * SECOND, "1 h"],
    [3_605 * SECOND, "1 h"],
    [5_400 * SECOND, "1 h 30 min"],
    [187_200 * SECOND, "2 d 4 h"],
  ])("a span of %i ms has at most two units: %s", (ms, text) => {
    expect(formatSpan(ms)).toBe(text);
  });

  it.each([
    [0.42, "0.4 ms"],
    [44, "44 ms"],
    [1_240, "1.24 s"],
    [10_004, "10.0 s"],
    [240_000, "4 min"],
  ])("a duration of %d ms has its unit: %s", (ms, text) => {
    expect(formatMs(ms)).toBe(text);
  });

  it.each([
    [-500, "just now"],
    [-12 * SECOND, "12 s ago"],
    [-59 * 60 * SECOND, "59 min ago"],
    [-26 * 3_600 * SECOND, "1 d ago"],
    [252 * SECOND, "in 4 min 12 s"],
  ])("a time %i ms away is %s", (distance, text) => {
    expect(formatRelative(NOW + distance, NOW)).toBe(text);
  });

  it("what is more than a week away is named by its day", () => {
    expect(formatRelative(NOW - 20 * 86_400 * SECOND, NOW)).toBe("2 Nov");
  });

  it("an id keeps its two ends, a URL its host and path", () => {
    expect(shortenId(`evt_${"0123456789abcdef".repeat(2)}`)).toBe("evt_0123…abcdef");
    expect(shortenId("short")).toBe("short");
    expect(shortenUrl("https://shop.example:8443/hooks/?token=1#top")).toBe("shop.example:8443/hooks");
  });
});
