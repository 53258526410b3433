import { publicUrl } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { HeaderReader } from "./headers";

/**
 * A change made with a cookie must come from our own pages. Browsers send Origin with every POST, PATCH and
 * DELETE, so a request without it is refused (fail closed). Behind a proxy the public URL counts as our own.
 */
export function requireOwnOrigin(headers: HeaderReader): void {
  const origin = headers.get("origin");
  if (origin !== null && isOwn(origin, headers.get("host"))) return;
  throw new AppError(
    "forbidden",
    "A change made with a session must come from the portal's own pages. Use an API key elsewhere.",
  );
}

/** `null`, what a sandboxed frame sends, is nobody's. */
function isOwn(origin: string, host: string | null): boolean {
  if (!URL.canParse(origin)) return false;
  return origin === new URL(publicUrl()).origin || new URL(origin).host === host;
}
