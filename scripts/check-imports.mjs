/** `npm run check:imports`: ends with 1 when a file imports what ARCHITECTURE's table does not let it. */
import { fileURLToPath } from "node:url";
import { checkImports } from "./lib/check-imports.mjs";

const { violations, fileCount } = checkImports(fileURLToPath(new URL("..", import.meta.url)));
for (const { file, text } of violations) console.error(`${file} ${text}`);
console.log(`${fileCount} files, ${violations.length} broken import rules`);
process.exitCode = violations.length > 0 ? 1 : 0;
