import type { ReactNode } from "react";
import { ToSignIn } from "@/components/auth/ToSignIn";
import { PortalShell } from "@/components/shell/PortalShell";
import { currentSession } from "@/lib/auth";

/** Whoever is not signed in sees none of it; what each person may do, the API decides. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  if (!session) return <ToSignIn />;
  const { userId, name, email, role } = session;
  return <PortalShell session={{ userId, name, email, role }}>{children}</PortalShell>;
}
