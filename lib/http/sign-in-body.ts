import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "@/lib/errors";
import { nodeHeaders, requestIdOf } from "./headers";
import { toProblem } from "./problem";

/** next-auth reads its forms whole, so what is larger does not get there. */
const MAX_FORM_BYTES = 16_384;
const SIGN_IN = /^\/api\/auth(?:\/|$)/;

/** False for a form of the sign-in that is larger than any that is right, or does not say how large it is. */
export function isSmallSignIn({ url, method, headers }: Pick<IncomingMessage, "url" | "method" | "headers">): boolean {
  if (method === "GET" || method === "HEAD" || !SIGN_IN.test(url ?? "")) return true;
  if (headers["transfer-encoding"] !== undefined) return false;
  return Number(headers["content-length"] ?? 0) <= MAX_FORM_BYTES;
}

export function refuseLargeSignIn(request: IncomingMessage, response: ServerResponse): void {
  const error = new AppError("too_large", `The form may hold at most ${MAX_FORM_BYTES.toLocaleString("en")} bytes.`);
  const { status, headers, body } = toProblem(error, requestIdOf(nodeHeaders(request.headers)));
  response.writeHead(status, { ...headers, connection: "close" }).end(body);
}
