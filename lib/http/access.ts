import type { ApiScope } from "@/lib/contracts/api-key";
import type { MemberRole } from "@/lib/contracts/member";
import { AppError } from "@/lib/errors";

/** How the caller proved who it is. */
export type Via = "key" | "session";

interface CredentialBase {
  /** `key:key_…` or `user:usr_…`; stands in the audit log and scopes Idempotency-Keys. */
  actor: string;
  via: Via;
  /** Empty: everything that the role allows. */
  scopes: readonly ApiScope[];
}

/** Who calls. An operator may name any tenant; a tenant's credential has one tenant and no other. */
export type Credential =
  | (CredentialBase & { kind: "operator" })
  | (CredentialBase & { kind: "tenant"; tenantId: string; role: MemberRole });

const RANK: Record<MemberRole, number> = { viewer: 1, developer: 2, owner: 3 };

export function requireScope(credential: Credential, scope: ApiScope): void {
  if (credential.scopes.length === 0 || credential.scopes.includes(scope)) return;
  throw new AppError("forbidden", `This API key lacks the scope "${scope}". Use a key that has it.`);
}

/** An operator may do what any role may. */
export function requireRole(credential: Credential, role: MemberRole): void {
  if (credential.kind === "operator" || RANK[credential.role] >= RANK[role]) return;
  throw new AppError("forbidden", `This needs the role ${role}; yours is ${credential.role}. An owner can change it.`);
}

export function requireOperator(credential: Credential): void {
  if (credential.kind === "operator") return;
  throw new AppError("forbidden", "Only an operator's key or account may do this.");
}
