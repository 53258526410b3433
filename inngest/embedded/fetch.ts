import { logger } from "@/lib/logger";
import { pool } from "@/lib/prisma";
import { saveCheckpoint } from "./checkpoint";
import { MAX_EVENTS_PER_REQUEST, type NewEvent, readSentEvent } from "./event";
import { insertEvents } from "./queries/insert-events";
import { newUlid, readSeed, ulidOfSeed } from "./ulid";

/** Host of the address that the client believes in; nothing is ever sent there. */
export const EMBEDDED_URL = "http://embedded.invalid";

const SEED_HEADER = "x-inngest-event-id-seed";
const CHECKPOINT = /^\/v1\/checkpoint\/([^/]+)\/async$/;

/**
 * The `fetch` of an Inngest client that has no server: what the SDK would send to one becomes rows. Knows no
 * functions, so a process that only sends may use it too.
 */
export async function embeddedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const { pathname } = new URL(request.url);
  if (request.method === "POST" && pathname.startsWith("/e/")) return receiveEvents(request);
  const checkpoint = CHECKPOINT.exec(pathname);
  if (request.method === "POST" && checkpoint?.[1])
    return receiveCheckpoint(decodeURIComponent(checkpoint[1]), request);
  if (pathname === "/fn/register") {
    return answer(400, {
      status: 400,
      error: "The embedded engine takes its functions from the worker process at start.",
    });
  }
  logger.warn({ method: request.method, pathname }, "The embedded engine has no such route");
  return answer(404, { status: 404, error: `The embedded engine has no ${request.method} ${pathname}.` });
}

/** All or nothing, unlike the server, which keeps what stands before a bad event. */
async function receiveEvents(request: Request): Promise<Response> {
  let events: NewEvent[];
  try {
    events = readEvents(await request.json(), request.headers.get(SEED_HEADER));
  } catch (error) {
    return answer(400, { ids: [], status: 400, error: error instanceof Error ? error.message : String(error) });
  }
  if (events.length > 0) await insertEvents(pool(), events);
  return answer(200, { ids: events.map((event) => event.id), status: 200 });
}

function readEvents(body: unknown, seedHeader: string | null): NewEvent[] {
  const list = Array.isArray(body) ? body : [body];
  if (list.length > MAX_EVENTS_PER_REQUEST) throw new Error(`at most ${MAX_EVENTS_PER_REQUEST} events at once`);
  const seed = readSeed(seedHeader);
  return list.map((value, index) => readSentEvent({ value, index, id: seed ? ulidOfSeed(seed, index) : newUlid() }));
}

async function receiveCheckpoint(runId: string, request: Request): Promise<Response> {
  const result = await saveCheckpoint(pool(), { runId, body: await request.json() });
  switch (result) {
    case "saved":
      return answer(200, {});
    case "stale":
      return answer(409, { status: 409, error: "Another call runs this by now." });
    case "refused":
      return answer(413, { status: 413, error: "The steps of this run are too many or too large." });
    case "unknown":
      return answer(404, { status: 404, error: "There is no such run." });
    default:
      return result satisfies never;
  }
}

function answer(status: number, body: unknown): Response {
  return Response.json(body, { status });
}
