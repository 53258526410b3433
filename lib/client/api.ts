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
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  query?: object;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** Calls the public API with the session of this browser. Throws ApiError, also when nobody answers. */
export async function callApi<T>(path: string, request: ApiRequest = {}): Promise<T> {
  const text = await callApiText(path, request);
  return (text === "" ? null : parseJson(text)) as T;
}

/** The same, with the answer's text as it came. */
export async function callApiText(path: string, request: ApiRequest = {}): Promise<string> {
  const response = await send(path, request);
  const text = await response.text();
  if (response.ok) return text;
  const body = parseJson(text);
  throw new ApiError(response.status, isProblem(body) ? body : {});
}

async function send(path: string, { method = "GET", query, body, headers, signal }: ApiRequest): Promise<Response> {
  const init: RequestInit = { method, headers: { accept: "application/json", ...headers }, credentials: "same-origin" };
  if (signal) init.signal = signal;
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { ...init.headers, "content-type": "application/json" };
  }
  try {
    return await fetch(`/api/v1${path}${toSearch(query)}`, init);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError(0, { detail: "Hookswitch did not answer. Is it running, and are you online?" }, { cause });
  }
}

/** `?a=1&b=2`, leaving out what is empty; an empty text for nothing. */
export function toSearch(query: object = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") search.set(name, String(value));
  }
  return search.size === 0 ? "" : `?${search}`;
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
