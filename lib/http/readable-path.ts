import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "@/lib/errors";
import { nodeHeaders, requestIdOf } from "./headers";
import { toProblem } from "./problem";

/** False for a path like `/%ff`, which is no text; Next would answer it with 500. */
export function isReadablePath(url: string): boolean {
  if (!url.includes("%")) return true;
  try {
    decodeURIComponent(url.split("?", 1)[0] ?? "");
    return true;
  } catch {
    // Malformed percent-encoding: the answer is the message.
    return false;
  }
}

/** 404 as problem+json: what cannot be read names nothing. */
export function refuseUnreadablePath(request: IncomingMessage, response: ServerResponse): void {
  const error = new AppError("not_found", "The path is not percent-encoded UTF-8.");
  const { status, headers, body } = toProblem(error, requestIdOf(nodeHeaders(request.headers)));
  response.writeHead(status, { ...headers, connection: "close" }).end(body);
}
