import { expect, it } from "vitest";
import { requestLimits } from "@/lib/partitions/request-limit";

const limits = (files: string) =>
  `Limit Soft Limit Hard Limit Units\nMax open files            ${files}                 4096                 files\n`;

it.each([
  ["20000", 256, 4_096],
  ["unlimited", 256, 4_096],
  ["1024", 256, 384],
  ["512", 128, 128],
  ["256", 32, 32],
])("with %s open files a process bears %i requests in flight well, and %i at most", (files, limit, most) => {
  expect(requestLimits(limits(files))).toEqual({ limit, most });
});

it("takes its own limits where the system does not tell", () => {
  expect(requestLimits("")).toEqual({ limit: 256, most: 4_096 });
});
