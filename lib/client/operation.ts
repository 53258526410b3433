import { type BodyOf, type Member, type Operation, requestLine } from "@/clients/typescript/operation";
import type { Operations } from "@/clients/typescript/schema";

/** Of an operation that a tenant's own stands beside, below `/tenants/{tenant}`: the latter. */
type ScopedTo<K extends Operation> = K extends `${infer Verb} /api/v1/${infer Rest}`
  ? Extract<Operation, `${Verb} /api/v1/tenants/{tenant}/${Rest}`>
  : never;

/** An operator has to name the tenant, a member may; null names none. */
type Scope<K extends Operation> = [ScopedTo<K>] extends [never]
  ? { tenantId?: undefined }
  : { tenantId?: string | null };

/** Filters come from the page's address as text, and as nothing where they are not set: the API says what is wrong with them. */
export type QueryOf<K extends Operation> = string extends keyof Operations[K]["query"]
  ? Record<string, never>
  : { [Name in keyof Operations[K]["query"]]?: Operations[K]["query"][Name] | string | null | undefined };

export type AddressOf<K extends Operation> = Scope<K> & Member<"path", Operations[K]["path"]>;

/** What the portal gives to an operation. */
export type RequestOf<K extends Operation> = AddressOf<K> & Member<"body", BodyOf<K>> & { query?: QueryOf<K> };

/** An address without its types. */
export interface PlainAddress {
  tenantId?: string | null;
  path?: Record<string, string>;
}

/** Verb and path of an operation, within the scope. */
export function addressOf(
  operation: Operation,
  { tenantId = null, path }: PlainAddress,
): { verb: string; url: string } {
  const template = tenantId === null ? operation : operation.replace("/v1/", "/v1/tenants/{tenant}/");
  return requestLine(template, { path: { tenant: tenantId ?? "", ...path } });
}
