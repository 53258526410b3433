import { answerPublish } from "./publish";

interface RouteContext {
  /** Next resolves it to undefined where the path has no parameter. */
  params: Promise<{ tenant?: string } | undefined>;
}

/** The slow door of publishing, for hosts that run plain Next.js: the same handler as the custom server's. */
export async function publishRoute(request: Request, { params }: RouteContext): Promise<Response> {
  const tenantReference = (await params)?.tenant ?? null;
  const body = request.body as AsyncIterable<Uint8Array> | null;
  const answer = await answerPublish({ headers: request.headers, body, tenantReference });
  return new Response(answer.body, { status: answer.status, headers: answer.headers });
}
