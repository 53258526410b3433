// GET, POST, PUT /api/inngest: for hosts that run plain Next.js with an Inngest server; a worker serves its own port.
// May be called by: the Inngest server, whose requests are signed with INNGEST_SIGNING_KEY.
// Without a server and a signing key the path answers 404: nobody may start a function unsigned.
import { servesFunctionsOverHttp } from "@/inngest/client";
import { AppError } from "@/lib/errors";
import { requestIdOf } from "@/lib/http/headers";
import { problemResponse } from "@/lib/http/problem";

async function answer(request: Request): Promise<Response> {
  if (!servesFunctionsOverHttp()) {
    return problemResponse(new AppError("not_found", "Functions are not served here."), requestIdOf(request.headers));
  }
  // Loaded at the first call: the functions need the configuration, which a build does not have.
  const { handleInngest } = await import("@/inngest/functions/handle");
  return handleInngest(request);
}

export { answer as GET, answer as POST, answer as PUT };
