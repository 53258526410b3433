import { publishIn, publishOut } from "@/lib/contracts/event";
import { answerPublish } from "./publish";
import type { Operation } from "./route";

interface RouteContext {
  /** Next resolves it to undefined where the path has no parameter. */
  params: Promise<{ tenant?: string } | undefined>;
}

/** The slow door of publishing, for hosts that run plain Next.js: the same handler as the custom server's. */
export const publishRoute = Object.assign(answerRequest, {
  operation: {
    summary: "Publish one event or a batch; 202 after the durable commit",
    auth: "any",
    scope: "publish",
    body: publishIn,
    response: publishOut,
    status: 202,
    errors: ["schema_violation"],
  } satisfies Operation,
});

async function answerRequest(request: Request, { params }: RouteContext): Promise<Response> {
  const tenantReference = (await params)?.tenant ?? null;
  const body = request.body as AsyncIterable<Uint8Array> | null;
  const answer = await answerPublish({ headers: request.headers, body, tenantReference });
  const headers = new Headers();
  for (let at = 0; at < answer.headers.length; at += 2)
    headers.set(answer.headers[at] as string, answer.headers[at + 1] as string);
  return new Response(answer.body, { status: answer.status, headers });
}
