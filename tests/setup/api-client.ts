/** One answer of the API, read whole. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test asserts on what came, whatever its shape
  body: any;
}

export interface Call {
  key?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface ApiClient {
  get(path: string, call?: Call): Promise<Answer>;
  post(path: string, call?: Call): Promise<Answer>;
  put(path: string, call?: Call): Promise<Answer>;
  patch(path: string, call?: Call): Promise<Answer>;
  delete(path: string, call?: Call): Promise<Answer>;
  /** The same client with another key. */
  as(key: string | null): ApiClient;
}

/** `path` is below /api/v1. A body that is a string goes out as it is. */
export function createApiClient(url: string, key: string | null): ApiClient {
  const send =
    (method: string) =>
    async (path: string, call: Call = {}) => {
      const used = call.key === undefined ? key : call.key;
      const headers: Record<string, string> = used === null ? {} : { authorization: `Bearer ${used}` };
      const init: RequestInit = {
        method,
        headers: { ...headers, "content-type": "application/json", ...call.headers },
      };
      if (call.body !== undefined) init.body = typeof call.body === "string" ? call.body : JSON.stringify(call.body);
      const response = await fetch(`${url}/api/v1${path}`, init);
      return readAnswer(response);
    };
  return {
    get: send("GET"),
    post: send("POST"),
    put: send("PUT"),
    patch: send("PATCH"),
    delete: send("DELETE"),
    as: (other) => createApiClient(url, other),
  };
}

async function readAnswer(response: Response): Promise<Answer> {
  const { status, headers } = response;
  const text = await response.text();
  return { status, headers, text, body: headers.get("content-type")?.startsWith("text/plain") ? text : parse(text) };
}

function parse(text: string): unknown {
  return text === "" ? null : JSON.parse(text);
}
