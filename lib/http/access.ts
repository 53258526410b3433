import { API_SCOPES, type ApiScope } from "@/lib/contracts/api-key";
import type { MemberRole } from "@/lib/contracts/member";
import { AppError } from "@/lib/errors";
import type { PortalSessionRow } from "@/lib/queries/portal-links";
import type { LiveSession } from "@/lib/queries/sessions";
import type { HeaderReader } from "./headers";
import { requireOwnOrigin } from "./origin";

/** How the caller proved who it is: an API key, or one of the portal's two cookies. */
export type Proof =
  | { via: "key" }
  | { via: "session"; session: LiveSession }
  | { via: "portal-link"; link: PortalSessionRow };

interface CredentialBase {
  /** `key:key_…`, `user:usr_…` or `portal-link:plk_…`; stands in the audit log and scopes Idempotency-Keys. */
  actor: string;
  proof: Proof;
  /** Empty: everything that the role allows. */
  scopes: readonly ApiScope[];
}

/** Who calls. An operator may name any tenant; a tenant's credential has one tenant and no other. */
export type Credential =
  | (CredentialBase & { kind: "operator" })
  | (CredentialBase & { kind: "tenant"; tenantId: string; role: MemberRole });

const RANK: Record<MemberRole, number> = { viewer: 1, developer: 2, owner: 3 };

/**
 * `operator`: operators only. `operator-tenant`: operators, for the tenant in the path. `tenant`: one tenant, the
 * credential's own or the one an operator names in the path. `any`: the same, but an operator who names none
 * means the installation. `person`: somebody signed in with an account of their own. `public`: nobody in particular.
 */
export type Auth = "operator" | "operator-tenant" | "tenant" | "any" | "person" | "public";

/** What a call asks of its caller. */
export interface Access {
  auth: Auth;
  /** The least role of a member; viewer for GET, developer for all else. */
  role?: MemberRole | undefined;
  /** What an API key with scopes must hold; read for GET, write for all else. `all`: it makes access for others. */
  scope?: ApiScope | "all" | undefined;
}

const CHANGES = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/**
 * The one place where it is decided who may do what; the tests go through every route with every kind of caller.
 * Throws `forbidden`. Which tenant it is about is decided next (tenant.ts): a foreign one is a 404.
 */
export function requireAccess(
  { auth, role, scope }: Access,
  { method, headers }: { method: string; headers: HeaderReader },
  credential: Credential,
): void {
  const isChange = CHANGES.has(method);
  if (isChange && credential.proof.via !== "key") requireOwnOrigin(headers);
  if (auth === "person") {
    requirePerson(credential);
    return;
  }
  if (auth === "operator" || auth === "operator-tenant") requireOperator(credential);
  requireRole(credential, role ?? (isChange ? "developer" : "viewer"));
  requireScope(credential, scope ?? (isChange ? "write" : "read"));
}

function requireScope({ scopes }: Credential, scope: ApiScope | "all"): void {
  const wanted = scope === "all" ? API_SCOPES : [scope];
  const lacking = wanted.find((one) => !scopes.includes(one));
  if (scopes.length === 0 || lacking === undefined) return;
  throw new AppError("forbidden", `This API key lacks the scope "${lacking}". Use a key that has it.`);
}

/** An operator may do what any role may. */
function requireRole(credential: Credential, role: MemberRole): void {
  if (credential.kind === "operator" || RANK[credential.role] >= RANK[role]) return;
  throw new AppError("forbidden", `This needs the role ${role}; yours is ${credential.role}. An owner can change it.`);
}

function requireOperator(credential: Credential): void {
  if (credential.kind === "operator") return;
  throw new AppError("forbidden", "Only an operator's key or account may do this.");
}

function requirePerson(credential: Credential): void {
  if (credential.proof.via === "session") return;
  throw new AppError("forbidden", "This is about the account of a person who is signed in; a key or a link has none.");
}
