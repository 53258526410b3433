import { readdirSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { Readable } from "node:stream";
import type { ReadableStream as NodeWebStream } from "node:stream/web";
import { fileURLToPath } from "node:url";
import { stampRequest } from "@/lib/http/client-address";
import { isReadablePath, refuseUnreadablePath } from "@/lib/http/readable-path";
import { answerSandbox, sandboxReceiverOf } from "@/lib/http/sandbox";

/** The route files of the API (app/api/v1, app/webhooks) on real HTTP, by the paths that Next gives them, without a build. */
export interface ApiServer {
  url: string;
  close(): Promise<void>;
}

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

interface Mounted {
  pattern: RegExp;
  names: string[];
  file: string;
}

const ROOT = fileURLToPath(new URL("../../app", import.meta.url));
/** Of all that is below app, what is the API. */
const IS_API = /^(api\/v1|webhooks)\//;
const ROUTES = findRoutes();

export async function startApiServer(wantedPort = 0): Promise<ApiServer> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(wantedPort, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Literal segments win over parameters, parameters over a catch-all; as in Next. */
function findRoutes(): Mounted[] {
  const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" }).filter(
    (file) => IS_API.test(file) && path.basename(file) === "route.ts",
  );
  const weigh = (file: string) =>
    file
      .split("/")
      .map((part) => (part.startsWith("[...") ? "2" : part.startsWith("[") ? "1" : "0"))
      .join("");
  return files.sort((a, b) => (weigh(a) < weigh(b) ? -1 : 1)).map(mount);
}

function mount(file: string): Mounted {
  const names: string[] = [];
  const parts = path
    .dirname(file)
    .split("/")
    .map((part) => {
      const parameter = /^\[(\.\.\.)?(\w+)\]$/.exec(part);
      if (!parameter) return part;
      names.push(parameter[2] ?? "");
      return parameter[1] ? "(.+)" : "([^/]+)";
    });
  return { pattern: new RegExp(`^/${parts.join("/")}$`), names, file: path.join(ROOT, file) };
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  if (!isReadablePath(incoming.url ?? "")) return refuseUnreadablePath(incoming, outgoing);
  const receiver = sandboxReceiverOf(incoming.url);
  if (receiver !== null) return answerSandbox(receiver, incoming, outgoing);
  stampRequest(incoming);
  try {
    const response = await dispatch(toRequest(incoming));
    // A body that was refused unread ends its connection; the client must not send its next request there.
    const unread = incoming.complete ? {} : { connection: "close" };
    outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), ...unread });
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  } catch (error) {
    outgoing.writeHead(599).end(String(error));
  }
}

async function dispatch(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  for (const { pattern, names, file } of ROUTES) {
    const match = pattern.exec(pathname);
    if (!match) continue;
    const module = (await import(/* @vite-ignore */ file)) as Record<string, Handler>;
    const handler = module[request.method];
    if (!handler) return new Response(null, { status: 405 });
    const params = Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(match[at + 1] ?? "")]));
    return handler(request, { params: Promise.resolve(params) });
  }
  return new Response(null, { status: 404 });
}

function toRequest(incoming: IncomingMessage): Request {
  const { method = "GET", url = "/", headers } = incoming;
  const given = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  const init: RequestInit & { duplex?: "half" } = { method, headers: given };
  if (method !== "GET" && method !== "HEAD") {
    init.body = Readable.toWeb(incoming) as NodeWebStream<Uint8Array> as ReadableStream<Uint8Array>;
    init.duplex = "half";
  }
  return new Request(`http://${headers.host}${url}`, init);
}
