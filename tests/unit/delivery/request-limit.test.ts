import { expect, it } from "vitest";
import { maxRequestsInFlight } from "@/lib/partitions/request-limit";

const limits = (files: string) =>
  `Limit Soft Limit Hard Limit Units\nMax open files            ${files}                 4096                 files\n`;

it.each([
  ["20000", 256],
  ["unlimited", 256],
  ["512", 128],
  ["256", 32],
])("with %s open files a process has at most %i requests in flight", (files, expected) => {
  expect(maxRequestsInFlight(limits(files))).toBe(expected);
});

it("takes its own limit where the system does not tell", () => {
  expect(maxRequestsInFlight("")).toBe(256);
});
