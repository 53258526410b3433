import type { Operation, ResponseOf } from "@/clients/typescript/operation";
import type { Problem } from "@/clients/typescript/schema";
import { type ApiQuery, parseAnswer } from "./api-query";
import { addressOf, type PlainAddress, type RequestOf } from "./operation";
import { toSearch } from "./to-search";

/** A refusal or a failure of the API, as a sentence a person can act on. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  constructor(
    readonly status: number,
    readonly problem: Partial<Problem>,
    options?: ErrorOptions,
  ) {
    super(problem.detail ?? problem.title ?? `The server answered ${status}.`, options);
  }

  /** Message of a field of the form, if the API complained about it or about something inside it. */
  field(path: string): string | undefined {
    return this.problem.errors?.find((error) => error.path === path || error.path.startsWith(`${path}[`))?.message;
  }
}

/** Nobody answered, or somebody who could not: what may pass, unlike a refusal. */
export function isUnanswered(error: Error | null): boolean {
  return error !== null && !(error instanceof ApiError && error.status >= 400 && error.status < 500);
}

/** What goes with a call besides what the operation takes. */
interface CallOptions {
  /** The ETag that a change is made of. */
  ifMatch?: string;
  signal?: AbortSignal;
}

interface Exchange {
  verb: string;
  url: string;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
}

/** Answers that may still be true, by address; asked again, the API says 304 and sends nothing (docs/adr/025). */
const known = new Map<string, { etag: string; text: string }>();
const MOST_KNOWN = 60;
const NOT_MODIFIED = 304;

/**
 * Calls an operation of the public API with the session of this browser, typed by the OpenAPI document. Throws ApiError,
 * also when nobody answers.
 */
export async function callApi<K extends Operation>(
  operation: K,
  request: RequestOf<K> & CallOptions,
): Promise<ResponseOf<K>> {
  const { query, body, ifMatch, signal, ...address } = request as PlainAddress &
    CallOptions & { query?: object; body?: unknown };
  const { verb, url } = addressOf(operation, address);
  const headers: Record<string, string> = ifMatch === undefined ? {} : { "if-match": ifMatch };
  const text = await exchange({ verb, url: url + toSearch(query), body, headers, signal });
  return (text === "" ? null : parseJson(text)) as ResponseOf<K>;
}

/** Asks what a page reads. */
export async function askApi<T>(query: ApiQuery<T>, signal: AbortSignal): Promise<T> {
  const url = query.path + toSearch(query.query?.());
  return parseAnswer(query, await exchange({ verb: "GET", url, signal }));
}

async function exchange(request: Exchange): Promise<string> {
  const { verb, url } = request;
  const before = verb === "GET" ? known.get(url) : undefined;
  const response = await send(before ? withEtag(request, before.etag) : request);
  if (response.status === NOT_MODIFIED && before) return before.text;
  const text = await response.text();
  if (response.ok) {
    if (verb === "GET") remember(url, response.headers.get("etag"), text);
    return text;
  }
  const problem = parseJson(text);
  throw new ApiError(response.status, isProblem(problem) ? problem : {});
}

function withEtag(request: Exchange, etag: string): Exchange {
  return { ...request, headers: { ...request.headers, "if-none-match": etag } };
}

function remember(url: string, etag: string | null, text: string): void {
  known.delete(url);
  if (etag === null) return;
  known.set(url, { etag, text });
  const [oldest] = known.keys();
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
}

async function send({ verb, url, body, headers, signal }: Exchange): Promise<Response> {
  const init: RequestInit = {
    method: verb,
    headers: { accept: "application/json", ...headers },
    credentials: "same-origin",
  };
  if (signal) init.signal = signal;
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { ...init.headers, "content-type": "application/json" };
  }
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError(0, { detail: "Hookswitch did not answer. Is it running, and are you online?" }, { cause });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy in between answered with a page of its own; the status says enough.
    return null;
  }
}

function isProblem(body: unknown): body is Partial<Problem> {
  return typeof body === "object" && body !== null && "code" in body;
}
