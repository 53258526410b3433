/** `npm run openapi`: writes openapi.json from the route files and the contracts. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { PLACEHOLDERS } from "./lib/configuration.mjs";
import { buildDocument, DOCUMENT_FILE, toText } from "./openapi/build-document";

const root = fileURLToPath(new URL("..", import.meta.url));
// Some modules read the configuration when they are loaded; nothing is connected to.
process.env = { ...PLACEHOLDERS, ...process.env };

writeFileSync(path.join(root, DOCUMENT_FILE), toText(await buildDocument(root)));
console.log(`${DOCUMENT_FILE} is written.`);
