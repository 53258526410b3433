import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { readDocComments } from "./doc-comments";
import type { JsonSchema } from "./json-schema";

export interface Contract {
  name: string;
  schema: z.ZodType;
  /** With the comments of its source as descriptions. */
  describe(schema: JsonSchema): JsonSchema;
}

/** Every object contract that lib/contracts exports; `subscriptionOut` is called Subscription. */
export async function loadContracts(root: string): Promise<Contract[]> {
  const folder = path.join(root, "lib/contracts");
  const found = new Map<z.ZodType, Contract>();
  for (const file of readdirSync(folder).sort()) {
    const comments = readDocComments(path.join(folder, file));
    const module: Record<string, unknown> = await import(pathToFileURL(path.join(folder, file)).href);
    for (const [exported, schema] of Object.entries(module)) {
      if (!(schema instanceof z.ZodObject) || found.has(schema) || /Query$/.test(exported)) continue;
      const describe = (described: JsonSchema) => comments.describe(exported, described);
      found.set(schema, { name: nameOf(exported), schema, describe });
    }
  }
  return [...found.values()];
}

function nameOf(exported: string): string {
  const name = exported.slice(0, 1).toUpperCase() + exported.slice(1);
  return name.replace(/Out$/, "").replace(/In$/, "Input");
}
