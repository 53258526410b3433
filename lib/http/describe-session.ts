import type { CurrentSessionOut, TenantChoice } from "@/lib/contracts/session";
import { signInMethod } from "@/lib/contracts/session";
import { AppError } from "@/lib/errors";
import type { PortalSessionRow } from "@/lib/queries/portal-links";
import type { LiveSession } from "@/lib/queries/sessions";
import type { Credential } from "./access";
import { currentMember } from "./session";

/** GET /session; throws `forbidden` for an API key, which is no session. */
export function describeSession({ proof }: Credential): CurrentSessionOut {
  switch (proof.via) {
    case "session":
      return describeAccount(proof.session);
    case "portal-link":
      return describeLink(proof.link);
    case "key":
      throw new AppError("forbidden", "This is about who is signed in; an API key is nobody's session.");
    default:
      return proof satisfies never;
  }
}

function describeAccount(session: LiveSession): CurrentSessionOut {
  const { id, user, expiresAt } = session;
  const isOperator = user.role === "operator";
  const tenants = isOperator ? [] : user.members.map(toChoice);
  const member = currentMember(session);
  const current = tenants.find((tenant) => tenant.id === member?.tenantId);
  return {
    id,
    via: signInMethod.parse(session.method),
    user: { id: user.id, email: user.email, name: user.name },
    person: null,
    role: isOperator || !current ? "operator" : current.role,
    tenant: current ? { id: current.id, externalId: current.externalId, name: current.name } : null,
    tenants,
    expiresAt: expiresAt.toISOString(),
  };
}

function toChoice({ tenantId, role, tenant }: LiveSession["user"]["members"][number]): TenantChoice {
  return { id: tenantId, externalId: tenant.externalId, name: tenant.name, role };
}

function describeLink({ id, person, role, tenant, sessionExpiresAt, expiresAt }: PortalSessionRow): CurrentSessionOut {
  return {
    id,
    via: "portal-link",
    user: null,
    person,
    role,
    tenant,
    tenants: [{ ...tenant, role }],
    expiresAt: (sessionExpiresAt ?? expiresAt).toISOString(),
  };
}
