import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Operation } from "@/lib/http/route";

/** One verb of one route file. */
export interface FoundRoute {
  /** `POST /tenants/[tenant]/subscriptions`: the verb, and the path below /api/v1 (or below the root). */
  name: string;
  verb: string;
  /** From the root. */
  path: string;
  operation: Operation;
}

const APP = fileURLToPath(new URL("../../../app", import.meta.url));
const API = "/api/v1";
/** Doors of others, with their own credentials: next-auth's forms and the Inngest server. */
const NOT_OURS = ["/api/auth/[...nextauth]", "/api/inngest"];

/** What the route files of app/ serve; a verb that only refuses is none. */
export async function findRoutes(): Promise<FoundRoute[]> {
  const files = readdirSync(APP, { recursive: true, encoding: "utf8" }).filter(
    (file) => path.basename(file) === "route.ts" && !NOT_OURS.includes(`/${path.dirname(file)}`),
  );
  const found = await Promise.all(files.toSorted().map(readRoute));
  return found.flat();
}

async function readRoute(file: string): Promise<FoundRoute[]> {
  const module = (await import(/* @vite-ignore */ path.join(APP, file))) as Record<string, { operation?: Operation }>;
  const place = `/${path.dirname(file)}`;
  const below = place.startsWith(API) ? place.slice(API.length) : place;
  return Object.entries(module).flatMap(([verb, { operation }]) =>
    operation ? [{ name: `${verb} ${below}`, verb, path: place, operation }] : [],
  );
}

/** The path with its parameters filled in. */
export function fillPath(route: string, params: Record<string, string>): string {
  return route.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => encodeURIComponent(params[name] ?? "unknown"));
}
