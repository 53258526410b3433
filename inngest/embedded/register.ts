import type { Inngest, InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import { z } from "zod";
import { EMBEDDED_URL } from "./fetch";
import type { EngineFunction } from "./function";
import { compileFunctions } from "./validate";

/** Where the SDK believes it is served. The handler is only ever called in-process. */
export const SERVE_URL = `${EMBEDDED_URL}/api/inngest`;
/** The SDK's handler resolves its address against this header and fails without it. */
export const HOST_HEADER = { host: new URL(EMBEDDED_URL).host };

export type Handler = (request: Request) => Promise<Response>;

export interface Registration {
  handler: Handler;
  functions: EngineFunction[];
}

const registered = z.object({ functions: z.array(z.unknown()) });

/** Asks the SDK's own handler which functions it serves and compiles them; throws what `compileFunctions` throws. */
export async function registerFunctions(options: {
  client: Inngest.Any;
  functions: readonly InngestFunction.Any[];
}): Promise<Registration> {
  const handler: Handler = serve({ client: options.client, functions: options.functions, streaming: false });
  const request = new Request(SERVE_URL, {
    method: "PUT",
    headers: { ...HOST_HEADER, "content-type": "application/json", "x-inngest-sync-kind": "in_band" },
    body: JSON.stringify({ url: SERVE_URL }),
  });
  const response = await handler(request);
  const body: unknown = await response.json();
  const parsed = registered.safeParse(body);
  if (!response.ok || !parsed.success) {
    throw new Error(`The Inngest SDK did not hand over its functions (${response.status}): ${JSON.stringify(body)}`);
  }
  return { handler, functions: compileFunctions(parsed.data.functions) };
}
