import { createContext, useContext } from "react";
import type { CurrentSessionOut } from "@/lib/contracts/session";

/** Who is looking. `operator` sees all tenants; the others are roles of a member in a tenant. */
export type PortalRole = "operator" | "owner" | "developer" | "viewer";

export interface PortalSession {
  userId: string;
  name: string | null;
  /** Empty for somebody who came by a portal link. */
  email: string;
  role: PortalRole;
  via: CurrentSessionOut["via"];
  /** Which of their tenants a member is in; null for operators. */
  tenantId: string | null;
  /** All tenants of a member. */
  tenants: CurrentSessionOut["tenants"];
}

export const SessionContext = createContext<PortalSession | null>(null);

export function useSession(): PortalSession {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession outside of the portal");
  return session;
}

export function useIsOperator(): boolean {
  return useSession().role === "operator";
}

/** A viewer reads; buttons that the API would refuse are not drawn for them. */
export function useCanWrite(): boolean {
  return useSession().role !== "viewer";
}
