"use client";

import { Check } from "lucide-react";
import { useSwitchTenant } from "@/lib/client/hooks/use-switch-tenant";
import { useSession } from "@/lib/client/session";

/** A member of several tenants chooses which one this browser acts in. */
export function OwnTenants() {
  const { tenantId, tenants } = useSession();
  const change = useSwitchTenant();
  if (tenants.length < 2) return null;
  return (
    <ul aria-label="Your tenants" className="border-rule border-b py-1">
      {tenants.map(({ id, name, role }) => (
        <li key={id}>
          <button
            type="button"
            aria-pressed={id === tenantId}
            disabled={change.isPending || id === tenantId}
            onClick={() => change.mutate(id)}
            className="-outline-offset-2 flex w-full items-center gap-2 rounded-tag px-2.5 py-1.5 text-left hover:bg-sunk aria-pressed:font-medium"
          >
            <span className="min-w-0 flex-1 truncate">{name}</span>
            <span className="text-faint text-xs">{role}</span>
            {id === tenantId ? <Check aria-hidden className="size-3.5 text-faint" /> : null}
          </button>
        </li>
      ))}
    </ul>
  );
}
