import { publicUrl } from "@/lib/env";
import type { HeaderReader } from "./headers";

/** True where people come by https: cookies are Secure then. */
export function isSecure(): boolean {
  return publicUrl().startsWith("https://");
}

export function readCookies(headers: HeaderReader): Record<string, string> {
  const pairs = (headers.get("cookie") ?? "").split(";").map((pair): [string, string] => {
    const at = pair.indexOf("=");
    return [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()];
  });
  return Object.fromEntries(pairs.filter(([name]) => name !== ""));
}
