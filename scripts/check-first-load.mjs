/**
 * How much JavaScript each page loads first, compressed as the server sends it, against the budget; behind it what the
 * page has in all, with what comes later (the charts, after the numbers; the palette, when it is opened). Run it after a
 * build.
 */
import { fileURLToPath } from "node:url";
import { measureFirstLoads } from "./lib/first-load.mjs";

const BUDGET_BYTES = 250 * 1_024;

const root = fileURLToPath(new URL("..", import.meta.url));
const loads = measureFirstLoads(root);
if (loads.length === 0) throw new Error("There is no build to measure. Run npm run build first.");
for (const { page, first, all } of loads) {
  const mark = first > BUDGET_BYTES ? "  over the budget" : "";
  console.log(`${kilobytes(first)} first, ${kilobytes(all)} in all  ${page}${mark}`);
}
console.log(`at most ${kilobytes(BUDGET_BYTES).trim()} may be loaded first`);
process.exitCode = loads.some(({ first }) => first > BUDGET_BYTES) ? 1 : 0;

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1_024).toFixed(1).padStart(6)} KB`;
}
