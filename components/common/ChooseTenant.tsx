import type { ReactNode } from "react";
import { ButtonLink } from "../ui/Button";
import { EmptyState } from "./EmptyState";

/** For what an operator can do for one tenant only; `children` says why. */
export function ChooseTenant({ children }: { children: ReactNode }) {
  return (
    <div className="rounded-panel border border-rule bg-panel">
      <EmptyState title="Choose a tenant above first." action={<ButtonLink href="/tenants">To the tenants</ButtonLink>}>
        {children}
      </EmptyState>
    </div>
  );
}
