import { toSearch } from "./to-search";

/** What the API answers when it refuses (RFC 9457). */
interface Problem {
  title: string;
  detail: string;
  code: string;
  requestId: string;
  errors?: { path: string; message: string; code: string }[];
}

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

export interface ApiRequest {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  query?: object;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** Answers that may still be true, by address; asked again, the API says 304 and sends nothing (docs/adr/025). */
const known = new Map<string, { etag: string; text: string }>();
const MOST_KNOWN = 60;
const NOT_MODIFIED = 304;

/** Calls the public API with the session of this browser. Throws ApiError, also when nobody answers. */
export async function callApi<T>(path: string, request: ApiRequest = {}): Promise<T> {
  const text = await callApiText(path, request);
  return (text === "" ? null : parseJson(text)) as T;
}

/** The same, with the answer's text as it came. */
export async function callApiText(path: string, request: ApiRequest = {}): Promise<string> {
  const url = `/api/v1${path}${toSearch(request.query)}`;
  const isRead = request.method === undefined || request.method === "GET";
  const before = isRead ? known.get(url) : undefined;
  const response = await send(url, before ? withEtag(request, before.etag) : request);
  if (response.status === NOT_MODIFIED && before) return before.text;
  const text = await response.text();
  if (response.ok) {
    if (isRead) remember(url, response.headers.get("etag"), text);
    return text;
  }
  const body = parseJson(text);
  throw new ApiError(response.status, isProblem(body) ? body : {});
}

function withEtag(request: ApiRequest, etag: string): ApiRequest {
  return { ...request, headers: { ...request.headers, "if-none-match": etag } };
}

function remember(url: string, etag: string | null, text: string): void {
  known.delete(url);
  if (etag === null) return;
  known.set(url, { etag, text });
  const [oldest] = known.keys();
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
}

async function send(url: string, { method = "GET", body, headers, signal }: ApiRequest): Promise<Response> {
  const init: RequestInit = { method, headers: { accept: "application/json", ...headers }, credentials: "same-origin" };
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
