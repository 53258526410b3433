import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Operation } from "@/lib/http/route";

export interface CollectedOperation {
  verb: string;
  /** As OpenAPI writes it: /api/v1/subscriptions/{id} */
  path: string;
  operation: Operation;
}

const VERBS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
/** Routes that are no part of the API: sign-in, the functions' door, the answer to every wrong path. */
const NOT_OF_THE_API = /^app\/api\/(auth|inngest)\/|\[\.\.\.unknown\]/;

/** The route files of the API, from the root. */
export function listRouteFiles(root: string): string[] {
  return readdirSync(path.join(root, "app"), { recursive: true, encoding: "utf8" })
    .map((file) => path.posix.join("app", file.replaceAll(path.sep, "/")))
    .filter((file) => path.posix.basename(file) === "route.ts" && !NOT_OF_THE_API.test(file))
    .sort();
}

/** What each verb of each route file runs on. Throws for an export that says nothing about itself. */
export async function collectOperations(root: string): Promise<CollectedOperation[]> {
  const collected: CollectedOperation[] = [];
  const silent: string[] = [];
  for (const file of listRouteFiles(root)) {
    const module: Record<string, unknown> = await import(pathToFileURL(path.join(root, file)).href);
    for (const verb of VERBS) {
      const handler = module[verb] as { operation?: Operation; refuses?: boolean } | undefined;
      if (!handler || handler.refuses) continue;
      if (handler.operation?.summary) collected.push({ verb, path: pathOf(file), operation: handler.operation });
      else silent.push(`${verb} in ${file}`);
    }
  }
  if (silent.length === 0) return collected;
  throw new Error(`Make it with route({ summary, response, … }): ${silent.join(", ")}`);
}

/** app/(group)/api/v1/events/[id]/route.ts → /api/v1/events/{id} */
export function pathOf(file: string): string {
  const parts = path.posix.dirname(file).split("/").slice(1);
  return `/${parts
    .filter((part) => !/^\(.*\)$/.test(part))
    .map((part) => part.replace(/^\[(\w+)\]$/, "{$1}"))
    .join("/")}`;
}
