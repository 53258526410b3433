import { AppError, notFound } from "@/lib/errors";
import { findTenantId } from "@/lib/queries/tenants";
import type { Credential } from "./access";

/**
 * The tenant that a path names, by our id or the operator's own. A tenant's credential finds itself and no
 * other: foreign and unknown tenants answer the same 404.
 */
export async function resolveTenant(credential: Credential, reference: string): Promise<string> {
  const tenantId = await findTenantId(reference);
  if (tenantId === null || (credential.kind === "tenant" && credential.tenantId !== tenantId)) throw notFound("tenant");
  return tenantId;
}

/** Null: an operator who named no tenant. */
export async function tenantOf(credential: Credential, reference: string | undefined): Promise<string | null> {
  if (reference !== undefined) return resolveTenant(credential, reference);
  return credential.kind === "tenant" ? credential.tenantId : null;
}

export function requireTenant(tenantId: string | null): string {
  if (tenantId !== null) return tenantId;
  throw new AppError(
    "invalid_request",
    "This is about one tenant. Use a key of the tenant, or name it in the path: /api/v1/tenants/{tenant}/….",
  );
}
