import { EventEmitter } from "node:events";
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { Webhook } from "standardwebhooks";
import { accept, type Behaviour } from "./receiver-behaviours";

/** A consumer: a real HTTP server on loopback that remembers what it got and behaves as it is told. */
export interface Receiver {
  readonly port: number;
  /** Everything received since the start or the last `clear`, in order of arrival. */
  readonly requests: readonly ReceivedRequest[];
  /** Connections opened to it since it was made. */
  readonly connectionCount: number;
  url(path?: string): string;
  /** How many requests carried this `webhook-id`. */
  countOf(webhookId: string): number;
  /** Every request from now on, or those to one path (without the query). The last call for a path wins. */
  behave(behaviour: Behaviour, path?: string): void;
  /** The next requests, whatever their path: one behaviour each, before any other rule. */
  behaveOnce(...behaviours: Behaviour[]): void;
  /** Resolves with all requests once there are `count`; rejects with what there is after `timeoutMs`. */
  waitForRequests(count: number, timeoutMs?: number): Promise<readonly ReceivedRequest[]>;
  clear(): void;
  /** Cuts every connection; further ones are refused. */
  stop(): Promise<void>;
  /** Listens again, on the same port. */
  restart(): Promise<void>;
}

export interface ReceivedRequest {
  method: string;
  /** Path and query. */
  url: string;
  headers: Record<string, string>;
  body: string;
  receivedAtMs: number;
}

export interface ReceiverOptions {
  host?: string;
  tls?: { key: string; cert: string };
}

const DEFAULT_WAIT_MS = 5_000;

export async function startReceiver(options: ReceiverOptions = {}): Promise<Receiver> {
  const host = options.host ?? "127.0.0.1";
  const arrivals = new EventEmitter().setMaxListeners(0);
  const requests: ReceivedRequest[] = [];
  const counts = new Map<string, number>();
  const byPath = new Map<string, Behaviour>();
  const queue: Behaviour[] = [];
  let fallback: Behaviour = accept();
  let connectionCount = 0;

  const choose = (request: ReceivedRequest): Behaviour =>
    queue.shift() ?? byPath.get(request.url.split("?")[0] ?? "/") ?? fallback;

  const server = createServer(options, async (incoming, response) => {
    const request = await receive(incoming);
    if (!request) return;
    requests.push(request);
    const id = request.headers["webhook-id"];
    if (id) counts.set(id, (counts.get(id) ?? 0) + 1);
    // Chosen before anybody who waits may change the rules.
    const behaviour = choose(request);
    arrivals.emit("request");
    behaviour({ request, response, socket: incoming.socket });
  });
  server.on("connection", (socket: Socket) => {
    connectionCount += 1;
    // A cut connection is the test's own doing.
    socket.on("error", () => socket.destroy());
  });
  const port = await listen(server, host, 0);
  const authority = host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;

  return {
    port,
    requests,
    get connectionCount() {
      return connectionCount;
    },
    url: (path = "/") => `${options.tls ? "https" : "http"}://${authority}${path}`,
    countOf: (webhookId) => counts.get(webhookId) ?? 0,
    behave(behaviour, path) {
      if (path === undefined) fallback = behaviour;
      else byPath.set(path, behaviour);
    },
    behaveOnce: (...behaviours) => void queue.push(...behaviours),
    waitForRequests: (count, timeoutMs = DEFAULT_WAIT_MS) => waitFor(requests, arrivals, { count, timeoutMs }),
    clear() {
      requests.length = 0;
      counts.clear();
    },
    stop: () => stop(server),
    async restart() {
      await listen(server, host, port);
    },
  };
}

/** What a consumer does with the public package; throws when the signature does not fit. */
export function verify(request: ReceivedRequest, secret: string): unknown {
  return new Webhook(secret).verify(request.body, request.headers);
}

function createServer(
  { tls }: ReceiverOptions,
  handler: (incoming: IncomingMessage, response: ServerResponse) => void,
): Server {
  // Long enough that no test sees the server close an idle connection.
  const server = tls ? createHttpsServer(tls, handler) : createHttpServer(handler);
  server.keepAliveTimeout = 60_000;
  return server;
}

/** Null when the sender went away in the middle. */
async function receive(incoming: IncomingMessage): Promise<ReceivedRequest | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of incoming) chunks.push(chunk);
  } catch {
    // An aborted request is not a received one.
    return null;
  }
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: incoming.method ?? "",
    url: incoming.url ?? "",
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString("utf8"),
    receivedAtMs: Date.now(),
  };
}

function waitFor(
  requests: readonly ReceivedRequest[],
  arrivals: EventEmitter,
  { count, timeoutMs }: { count: number; timeoutMs: number },
): Promise<readonly ReceivedRequest[]> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      clearTimeout(timer);
      arrivals.off("request", check);
      end();
    };
    const check = () => {
      if (requests.length >= count) settle(() => resolve(requests));
    };
    const onTimeout = () => {
      const message = `the receiver got ${requests.length} of ${count} requests within ${timeoutMs} ms`;
      settle(() => reject(new Error(message)));
    };
    const timer = setTimeout(onTimeout, timeoutMs);
    arrivals.on("request", check);
    check();
  });
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
