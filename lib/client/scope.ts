import { createContext, useContext } from "react";

export interface Scope {
  /** The tenant an operator chose; null: all of them, or a member's own. */
  tenantId: string | null;
  choose: (tenantId: string | null) => void;
}

export const ScopeContext = createContext<Scope>({ tenantId: null, choose: () => {} });

export function useScope(): Scope {
  return useContext(ScopeContext);
}
