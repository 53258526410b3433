import { createContext, useContext } from "react";

/** Who is looking. `operator` sees all tenants; the others are roles of a member in a tenant. */
export type PortalRole = "operator" | "owner" | "developer" | "viewer";

export interface PortalSession {
  userId: string;
  name: string | null;
  email: string;
  role: PortalRole;
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
