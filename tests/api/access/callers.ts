import { API_SCOPES, type ApiScope } from "@/lib/contracts/api-key";
import { MEMBER_ROLES, type MemberRole } from "@/lib/contracts/member";
import { createOperatorKey, createTenantKey } from "@/tests/factories/api-key";
import { createMember, createUser, portalCookieOf, sessionCookieOf } from "@/tests/factories/person";
import { createTenant } from "@/tests/factories/tenant";
import type { Rule } from "./matrix";

/** One kind of caller. `scopes` empty: all that the role allows. */
export interface Caller {
  name: string;
  via: "none" | "key" | "session" | "portal-link";
  role: Role | null;
  scopes: readonly ApiScope[];
  headers: Record<string, string>;
}

export interface World {
  tenantId: string;
  /** Of another tenant, which no caller but operators may see. */
  foreignTenantId: string;
  callers: Caller[];
}

/** A tenant, another one, and everybody who could call about it. `origin` is our own. */
export async function createWorld(origin: string): Promise<World> {
  const [tenant, foreign] = [await createTenant(), await createTenant()];
  const bearer = (key: string) => ({ authorization: `Bearer ${key}`, origin });
  const sessionOf = async (userId: string) => ({ cookie: await sessionCookieOf(userId), origin });
  const callers: Caller[] = [
    { name: "nobody", via: "none", role: null, scopes: [], headers: { origin } },
    { name: "a word that is no key", via: "none", role: null, scopes: [], headers: bearer("hs_0123456789012345678") },
  ];
  for (const scopes of [[], ...API_SCOPES.map((scope) => [scope])]) {
    const suffix = scopes.length === 0 ? "" : ` with ${scopes[0]} only`;
    const [mine, theirs] = [await createTenantKey(tenant.id, { scopes }), await createOperatorKey({ scopes })];
    callers.push({ name: `a tenant's key${suffix}`, via: "key", role: "owner", scopes, headers: bearer(mine) });
    callers.push({ name: `an operator's key${suffix}`, via: "key", role: "operator", scopes, headers: bearer(theirs) });
  }
  for (const role of MEMBER_ROLES) {
    const { userId } = await createMember(tenant.id, role);
    const linkHeaders = { cookie: await portalCookieOf(tenant.id, role), origin };
    callers.push({ name: `a member (${role})`, via: "session", role, scopes: [], headers: await sessionOf(userId) });
    callers.push({ name: `a visitor (${role})`, via: "portal-link", role, scopes: [], headers: linkHeaders });
  }
  const { userId } = await createUser("operator");
  const headers = await sessionOf(userId);
  callers.push({ name: "an operator", via: "session", role: "operator", scopes: [], headers });
  return { tenantId: tenant.id, foreignTenantId: foreign.id, callers };
}

type Role = "operator" | MemberRole;

const RANK: Record<Role, number> = { viewer: 1, developer: 2, owner: 3, operator: 4 };

/** What the matrix says: let in, told that it may not (403), or that it is nobody (401). */
export function verdictOf(rule: Rule, verb: string, caller: Caller): "in" | "forbidden" | "unauthenticated" {
  if (rule === "public") return "in";
  if (caller.role === null) return "unauthenticated";
  return mayCall(rule, verb, { ...caller, role: caller.role }) ? "in" : "forbidden";
}

function mayCall(rule: Exclude<Rule, "public">, verb: string, { via, role, scopes }: Caller & { role: Role }): boolean {
  if (rule === "session") return via !== "key";
  if (rule === "person") return via === "session";
  const [least, extra] = rule.split(" ") as [Role, "all" | ApiScope | undefined];
  const wanted = extra === "all" ? API_SCOPES : [extra ?? (verb === "GET" ? "read" : "write")];
  const hasScopes = scopes.length === 0 || wanted.every((scope) => scopes.includes(scope));
  return RANK[role] >= RANK[least] && hasScopes;
}
