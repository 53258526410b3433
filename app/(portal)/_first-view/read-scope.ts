import { cookies } from "next/headers";
import { cache } from "react";
import { currentSession, type PageSession } from "@/lib/auth";
import { TENANT_COOKIE } from "@/lib/client/cookies";

interface PageScope {
  session: PageSession | null;
  /** The tenant that an operator chose; null: all of them, or a member's own. */
  tenantId: string | null;
}

/** Who looks, and at which tenant; asked once for each view. */
export const readScope = cache(async (): Promise<PageScope> => {
  const session = await currentSession();
  const chosen = session?.role === "operator" ? (await cookies()).get(TENANT_COOKIE)?.value : undefined;
  return { session, tenantId: chosen ? decodeURIComponent(chosen) : null };
});
