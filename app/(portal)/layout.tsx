import type { ReactNode } from "react";
import { PortalEnded } from "@/components/auth/PortalEnded";
import { ToSignIn } from "@/components/auth/ToSignIn";
import { PortalShell } from "@/components/shell/PortalShell";
import { Providers } from "@/components/shell/Providers";
import { isPortalVisitor } from "@/lib/auth";
import { firstFrame } from "@/lib/client/queries/first-frame";
import { FirstView } from "./_first-view/FirstView";
import { readScope } from "./_first-view/read-scope";

/** Whoever is not signed in sees none of it; what each person may do, the API decides. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { session, tenantId } = await readScope();
  if (!session) return (await isPortalVisitor()) ? <PortalEnded /> : <ToSignIn />;
  const { role } = session;
  return (
    <Providers session={session} tenantId={tenantId} drawnAtMs={Date.now()}>
      <FirstView queries={(scope) => firstFrame(scope, role)}>
        <PortalShell>{children}</PortalShell>
      </FirstView>
    </Providers>
  );
}
