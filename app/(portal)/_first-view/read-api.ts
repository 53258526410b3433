import { toSearch } from "@/lib/client/to-search";
import { READABLE } from "./readable";

/** Only the path and the query of it are looked at. */
const ORIGIN = "http://portal.invalid";

const ROUTES = READABLE.map(([path, get]) => ({
  pattern: new RegExp(`^/api/v1(?:/tenants/(?<tenant>[^/]+))?${path.replace(/\{(\w+)\}/, "(?<$1>[^/]+)")}$`),
  get,
}));

/**
 * Asks the API's handler inside this process, with the session of the request that is drawn: the same access, tenant
 * scope and serializers as over HTTP. Null for a refusal; the browser asks again and shows it.
 */
export async function readApi(path: string, query: object, headers: Headers): Promise<string | null> {
  const route = ROUTES.find(({ pattern }) => pattern.test(path));
  if (!route) throw new Error(`No first view can read ${path}: add it to readable.ts.`);
  const given = Object.entries(route.pattern.exec(path)?.groups ?? {}).filter(([, value]) => value !== undefined);
  const params = Object.fromEntries(given.map(([name, value]) => [name, decodeURIComponent(value)]));
  const request = new Request(`${ORIGIN}${path}${toSearch(query)}`, { headers });
  const response = await route.get(request, { params: Promise.resolve(params) });
  return response.ok ? response.text() : null;
}
