import type { QueryKey } from "@tanstack/react-query";

/**
 * What a page reads: asked by the browser over HTTP, and for the first view by the server component, of the same
 * handler (app/(portal)/_first-view). Every input of `path` and `query` stands in the key.
 */
export interface ApiQuery<T> {
  key: QueryKey;
  /** Below /api/v1. */
  path: string;
  /** Called at each look: a window that ends now moves on. */
  query?: () => object;
  /** The answer's text; JSON without it. */
  parse?: (text: string) => T;
}

export function parseAnswer<T>({ parse }: ApiQuery<T>, text: string): T {
  return parse ? parse(text) : (JSON.parse(text) as T);
}
