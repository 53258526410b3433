/** `npm run openapi`: writes openapi.json, and the types of the TypeScript client, from the route files and the contracts. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { PLACEHOLDERS } from "./lib/configuration.mjs";
import { buildDocument, DOCUMENT_FILE, toText } from "./openapi/build-document";
import { TYPES_FILE, toClientTypes } from "./openapi/client-types";

const root = fileURLToPath(new URL("..", import.meta.url));
// Some modules read the configuration when they are loaded; nothing is connected to.
process.env = { ...PLACEHOLDERS, ...process.env };

const document = await buildDocument(root);
writeFileSync(path.join(root, DOCUMENT_FILE), toText(document));
writeFileSync(path.join(root, TYPES_FILE), toClientTypes(document));
console.log(`${DOCUMENT_FILE} and ${TYPES_FILE} are written.`);
