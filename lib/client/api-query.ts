import type { QueryKey } from "@tanstack/react-query";
import type { Operation, ResponseOf } from "@/clients/typescript/operation";
import { type AddressOf, addressOf, type PlainAddress, type QueryOf } from "./operation";

/**
 * What a page reads: asked by the browser over HTTP, and for the first view by the server component, of the same
 * handler (app/(portal)/_first-view). Every input of `path` and `query` stands in the key.
 */
export interface ApiQuery<T> {
  key: QueryKey;
  path: string;
  /** Called at each look: a window that ends now moves on. */
  query?: () => object;
  /** The answer's text; JSON without it. */
  parse?: (text: string) => T;
}

type ReadOperation = Extract<Operation, `GET ${string}`>;
type Reading<K extends ReadOperation> = AddressOf<K> & { key: QueryKey; query?: () => QueryOf<K> };

/** One operation that reads, with its answer as the OpenAPI document has it. */
export function apiQuery<K extends ReadOperation>(operation: K, reading: Reading<K>): ApiQuery<ResponseOf<K>> {
  const { key, query, ...address } = reading as PlainAddress & Pick<ApiQuery<ResponseOf<K>>, "key" | "query">;
  return { key, path: addressOf(operation, address).url, ...(query ? { query } : {}) };
}

export function parseAnswer<T>({ parse }: ApiQuery<T>, text: string): T {
  return parse ? parse(text) : (JSON.parse(text) as T);
}
