import { HookswitchError } from "./error";
import { type InputOf, type Operation, type ResponseOf, requestLine } from "./operation";
import { isWorthAnotherTry, waitMs } from "./retry";
import type { EventInput, Problem, Published } from "./schema";

export interface HookswitchOptions {
  /** Of the installation, such as https://hooks.example.com */
  baseUrl: string;
  /** `hs_…` of the operator, or of a tenant. */
  apiKey: string;
  /** How often a request is repeated after 429, 5xx or silence; 4 unless given. */
  maxRetries?: number;
  /** Of one attempt; 30 s unless given. */
  timeoutMs?: number;
  fetch?: typeof fetch;
}

export interface PublishOptions extends Partial<Omit<EventInput, "type" | "data" | "tenant">> {
  /** Which tenant it is for (our id or your own): required with an operator's key. */
  tenant?: string;
  /** Made for the call unless given; give one that outlives your process to publish once across a crash. */
  idempotencyKey?: string;
}

/** What a call takes. */
type RequestOf<K extends Operation> = InputOf<K> & { idempotencyKey?: string; ifMatch?: string; signal?: AbortSignal };

/** The row of a list. */
type ItemOf<K extends Operation> =
  ResponseOf<K> extends { data: (infer Item)[]; nextCursor: string | null } ? Item : never;
type ListOperation = { [K in Operation]: ItemOf<K> extends never ? never : K }[Operation];

interface Plain {
  path?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  idempotencyKey?: string;
  ifMatch?: string;
  signal?: AbortSignal;
}

const DEFAULT_RETRIES = 4;
const DEFAULT_TIMEOUT_MS = 30_000;

/**
 * The API in TypeScript: every operation by its verb and path, typed by the OpenAPI document. A POST gets an
 * Idempotency-Key, so that repeating it is safe; 429, 5xx and silence are repeated, everything else throws
 * HookswitchError.
 */
export class Hookswitch {
  constructor(private readonly options: HookswitchOptions) {}

  /** Publishes one event; resolves when it is durable. */
  async notify(type: string, data: unknown, options: PublishOptions = {}): Promise<Published> {
    const { tenant, idempotencyKey, ...fields } = options;
    const published = await this.publish([{ type, data, ...fields }], {
      ...(tenant === undefined ? {} : { tenant }),
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    });
    return published[0] as Published;
  }

  /** Publishes up to 1,000 events, all or none; the answers are in their order. */
  async publish(
    events: EventInput[],
    { tenant, idempotencyKey }: Pick<PublishOptions, "tenant" | "idempotencyKey"> = {},
  ): Promise<Published[]> {
    const options = { body: { events }, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) };
    const answer =
      tenant === undefined
        ? await this.request("POST /api/v1/events", options)
        : await this.request("POST /api/v1/tenants/{tenant}/events", { ...options, path: { tenant } });
    return "events" in answer ? answer.events : [answer];
  }

  /** One operation. */
  async request<K extends Operation>(operation: K, options: RequestOf<K>): Promise<ResponseOf<K>> {
    const given = options as Plain;
    const { verb, url } = requestLine(operation, given);
    const headers: Record<string, string> = {
      authorization: `Bearer ${this.options.apiKey}`,
      accept: "application/json",
    };
    if (given.body !== undefined) headers["content-type"] = "application/json";
    if (given.ifMatch !== undefined) headers["if-match"] = given.ifMatch;
    if (verb === "POST") headers["idempotency-key"] = given.idempotencyKey ?? crypto.randomUUID();
    const init = { method: verb, headers, ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }) };
    return (await this.send(this.options.baseUrl.replace(/\/+$/, "") + url, init, given.signal)) as ResponseOf<K>;
  }

  /** Every row of a list, page after page. */
  async *list<K extends ListOperation>(operation: K, options: RequestOf<K>): AsyncGenerator<ItemOf<K>> {
    let cursor: string | null | undefined;
    do {
      const query = { ...(options as Plain).query, ...(cursor ? { cursor } : {}) };
      const page = (await this.request(operation, { ...options, query } as RequestOf<K>)) as unknown as {
        data: ItemOf<K>[];
        nextCursor: string | null;
      };
      yield* page.data;
      cursor = page.nextCursor;
    } while (cursor);
  }

  private async send(url: string, init: RequestInit, signal: AbortSignal | undefined): Promise<unknown> {
    const { maxRetries = DEFAULT_RETRIES } = this.options;
    for (let attempt = 0; ; attempt += 1) {
      const { error, value, retryAfter } = await this.attempt(url, init, signal);
      if (!error) return value;
      // A change that was not repeatable by itself may have been made: only what was refused unread goes again.
      const isSafe = init.method !== "PATCH" || error.status === 429;
      if (attempt >= maxRetries || !isSafe || signal?.aborted || !isWorthAnotherTry(error.status)) throw error;
      await new Promise((resolve) => setTimeout(resolve, waitMs(attempt, retryAfter)));
    }
  }

  private async attempt(url: string, init: RequestInit, signal: AbortSignal | undefined): Promise<Attempt> {
    const { fetch: send = fetch, timeoutMs = DEFAULT_TIMEOUT_MS } = this.options;
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const response = await send(url, { ...init, signal: signal ? AbortSignal.any([signal, timeout]) : timeout });
      const text = await response.text();
      if (response.ok) return { error: null, value: parse(text, response), retryAfter: null };
      const problem = isProblem(response) ? (JSON.parse(text) as Problem) : null;
      const error = new HookswitchError(response.status, problem);
      return { error, value: undefined, retryAfter: response.headers.get("retry-after") };
    } catch (cause) {
      return { error: new HookswitchError(0, null, { cause }), value: undefined, retryAfter: null };
    }
  }
}

interface Attempt {
  error: HookswitchError | null;
  value: unknown;
  retryAfter: string | null;
}

function parse(text: string, { headers }: Response): unknown {
  if (text === "") return undefined;
  return headers.get("content-type")?.startsWith("application/json") ? JSON.parse(text) : text;
}

function isProblem({ headers }: Response): boolean {
  return headers.get("content-type")?.startsWith("application/problem+json") === true;
}
