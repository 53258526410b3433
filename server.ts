import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import next from "next";
import { env, provideNextAuthUrl, publicUrl } from "@/lib/env";
import { startCatalogueListener } from "@/lib/http/catalogue-listener";
import { stampRequest } from "@/lib/http/client-address";
import { closeServer } from "@/lib/http/close-server";
import { nodeHeaders } from "@/lib/http/headers";
import { startKeyListener } from "@/lib/http/key-cache";
import { setPageHeaders } from "@/lib/http/page-headers";
import { answerPublish } from "@/lib/http/publish";
import { isReadablePath, refuseUnreadablePath } from "@/lib/http/readable-path";
import { answerSandbox, sandboxReceiverOf } from "@/lib/http/sandbox";
import { isSmallSignIn, refuseLargeSignIn } from "@/lib/http/sign-in-body";
import { logger } from "@/lib/logger";
import { closeDatabase } from "@/lib/prisma";
import { onShutdown, reportReady, runProcess } from "@/lib/process";
import { checkSecretKey } from "@/lib/services/check-secret-key";
import { ensureOperatorKey } from "@/lib/services/ensure-operator-key";
import { startSharingMetrics } from "@/lib/services/metrics";

/** POST on these paths is answered before Next's router: a route handler takes 500 requests a second, this 20,000. */
const FAST_DOOR = /^\/api\/v1\/(?:tenants\/([^/?]+)\/)?events\/?(?:\?.*)?$/;
const KEEP_ALIVE_MS = 65_000;

function publishThroughFastDoor(
  request: IncomingMessage,
  response: ServerResponse,
  tenant: string | undefined,
): Promise<void> {
  const tenantReference = tenant === undefined ? null : decodeURIComponent(tenant);
  return answerPublish({ headers: nodeHeaders(request.headers), body: request, tenantReference }).then((answer) => {
    const { status, headers, body } = answer;
    headers.push("content-length", String(Buffer.byteLength(body)));
    // A body that was refused unread would be taken for the next request of the connection.
    if (!request.complete) headers.push("connection", "close");
    response.writeHead(status, headers).end(body);
  });
}

/** Next tells how long its configuration took; whoever waits at the terminal waits for the address. Warnings come through. */
async function prepareQuietly(app: ReturnType<typeof next>): Promise<void> {
  const { log } = console;
  console.log = () => {};
  try {
    await app.prepare();
  } finally {
    console.log = log;
  }
}

async function main(): Promise<void> {
  const { NODE_ENV, HOST, PORT } = env();
  provideNextAuthUrl();
  await checkSecretKey();
  await ensureOperatorKey();
  const stopKeyListener = await startKeyListener();
  const stopCatalogueListener = await startCatalogueListener();
  const sharing = startSharingMetrics("web");
  const app = next({ dev: NODE_ENV === "development", hostname: HOST, port: PORT });
  await (NODE_ENV === "development" ? app.prepare() : prepareQuietly(app));
  const handle = app.getRequestHandler();

  const answer = (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const receiver = sandboxReceiverOf(request.url);
    if (receiver !== null) return answerSandbox(receiver, request, response);
    stampRequest(request);
    const door = request.method === "POST" ? FAST_DOOR.exec(request.url ?? "") : null;
    if (door) return publishThroughFastDoor(request, response, door[1]);
    return setPageHeaders(request, response).then(() => handle(request, response));
  };

  const server = createServer((request, response) => {
    if (!isReadablePath(request.url ?? "")) return refuseUnreadablePath(request, response);
    if (!isSmallSignIn(request)) return refuseLargeSignIn(request, response);
    answer(request, response).catch((error: unknown) => {
      logger.error({ err: error, url: request.url }, "request failed");
      response.destroy();
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;

  onShutdown(async () => {
    await closeServer(server);
    await Promise.all([stopKeyListener(), stopCatalogueListener()]);
    await sharing.stop();
    await closeDatabase();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(PORT, HOST, resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : PORT;
  reportReady({ url: publicUrl().replace(/:0$/, `:${port}`), port });
}

runProcess("web", main);
