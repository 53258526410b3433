import type { IncomingMessage, ServerResponse } from "node:http";
import type { SandboxAnswer } from "@/lib/contracts/sandbox";
import { AppError } from "@/lib/errors";
import { type PlannedAnswer, receiveInSandbox } from "@/lib/services/receive-in-sandbox";
import { readBody } from "./body";
import { API_HEADERS, nodeHeaders } from "./headers";

/** What one event may be, with its envelope, and more. */
const MAX_BODY_BYTES = 2 * 1_048_576;
/** Open at once in this process, delays included: a flood here must not take the API's connections. */
const MAX_OPEN = 100;
/** Being stored at once: the others of the pool are for people and publishers. */
const MAX_STORING = 3;
const RECEIVER = /^\/sandbox\/(sbx_[0-9a-f]{32})(\?.*)?$/;
const WITHOUT_BODY = new Set([204, 205, 304]);

let open = 0;
let storing = 0;
const waiting: (() => void)[] = [];

/** The id of the receiver that a URL names; null for everything else, which is Next's. */
export function sandboxReceiverOf(url: string | undefined): string | null {
  return RECEIVER.exec(url ?? "")?.[1] ?? null;
}

/**
 * Plays the receiver: any method, before Next, because it must be able to close and reset connections. What is
 * gone answers 410, by which a subscription that still points here is switched off.
 */
export async function answerSandbox(
  receiverId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (open >= MAX_OPEN) return sendText(request, response, 503, "Too many requests at once.", { "retry-after": "1" });
  open += 1;
  try {
    const planned = await store(receiverId, request);
    if (planned === null) return sendText(request, response, 410, "There is no such sandbox receiver any more.");
    await untilDue(planned.delayMs, response);
    if (!response.destroyed) play(planned.answer, request, response);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    sendText(request, response, error.status, error.detail);
  } finally {
    open -= 1;
  }
}

async function store(receiverId: string, request: IncomingMessage): Promise<PlannedAnswer | null> {
  const body = await readBody(request, nodeHeaders(request.headers), MAX_BODY_BYTES);
  while (storing >= MAX_STORING) await new Promise<void>((resolve) => waiting.push(resolve));
  storing += 1;
  try {
    return await receiveInSandbox(receiverId, {
      method: request.method ?? "POST",
      query: /\?.*$/.exec(request.url ?? "")?.[0] ?? "",
      headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
      body,
      receivedAtMs: Date.now(),
      chance: Math.random(),
    });
  } finally {
    storing -= 1;
    waiting.shift()?.();
  }
}

/** Ends early when the sender goes away. */
function untilDue(delayMs: number, response: ServerResponse): Promise<void> {
  if (delayMs === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      response.off("close", end);
      resolve();
    };
    const timer = setTimeout(end, delayMs);
    response.once("close", end);
  });
}

function play(answer: SandboxAnswer, request: IncomingMessage, response: ServerResponse): void {
  if (answer === "close") request.socket.destroy();
  else if (answer === "reset") request.socket.resetAndDestroy();
  else sendText(request, response, answer, `The sandbox answers ${answer}.`);
}

function sendText(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  // A body that was refused unread would be taken for the next request of the connection.
  const unread: Record<string, string> = request.complete ? {} : { connection: "close" };
  const common = { ...API_HEADERS, ...headers, ...unread };
  if (WITHOUT_BODY.has(status)) {
    response.writeHead(status, common).end();
    return;
  }
  const body = `${text}\n`;
  response.writeHead(status, {
    ...common,
    "content-type": "text/plain; charset=utf-8",
    "content-length": Buffer.byteLength(body),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}
