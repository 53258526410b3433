/** `npm run build`: what `npm start` runs, without starting anything. Builds only what is stale. */
import { fileURLToPath } from "node:url";
import { buildPagesIfStale, bundlePrograms, generateIfStale } from "./lib/build.mjs";
import { checkNodeVersion, installDependencies } from "./lib/install.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

checkNodeVersion();
await installDependencies(root);
await generateIfStale(root);
await bundlePrograms(root);
await buildPagesIfStale(root);
