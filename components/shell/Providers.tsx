"use client";

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useMemo, useState } from "react";
import { ApiError, isUnanswered } from "@/lib/client/api";
import { rememberCookie, TENANT_COOKIE } from "@/lib/client/cookies";
import { DrawnAtContext } from "@/lib/client/hooks/use-now";
import { ScopeContext } from "@/lib/client/scope";
import { type PortalSession, SessionContext } from "@/lib/client/session";
import { signInHref } from "@/lib/client/sign-in";
import { Toaster } from "../ui/Toaster";

/** What the server asked for the first view is not asked again at once. */
const STALE_MS = 5_000;
const MOST_RETRIES = 2;

interface ProvidersProps {
  session: PortalSession;
  tenantId: string | null;
  /** When the server drew the page. */
  drawnAtMs: number;
  children: ReactNode;
}

/** What every page of the portal can ask for: who looks, at which tenant, and the cache of answers. */
export function Providers({ session, tenantId: initial, drawnAtMs, children }: ProvidersProps) {
  const [client] = useState(newQueryClient);
  const [tenantId, setTenantId] = useState(initial);
  const router = useRouter();
  const scope = useMemo(
    () => ({
      tenantId,
      choose: (chosen: string | null) => {
        rememberCookie(TENANT_COOKIE, chosen);
        setTenantId(chosen);
        // The router's own cache still holds pages drawn for the other tenant.
        router.refresh();
      },
    }),
    [tenantId, router],
  );
  return (
    <QueryClientProvider client={client}>
      <SessionContext value={session}>
        <ScopeContext value={scope}>
          <DrawnAtContext value={drawnAtMs}>
            {children}
            <Toaster />
          </DrawnAtContext>
        </ScopeContext>
      </SessionContext>
    </QueryClientProvider>
  );
}

function newQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    mutationCache: new MutationCache({ onError: leaveWhenSignedOut }),
    defaultOptions: {
      queries: {
        staleTime: STALE_MS,
        // A refusal stays one; only what may pass is asked again.
        retry: (failures, error) => failures < MOST_RETRIES && isUnanswered(error),
      },
    },
  });
}

/** The session ended meanwhile, here or for all of the person's browsers. */
function leaveWhenSignedOut(error: Error): void {
  if (error instanceof ApiError && error.status === 401) location.replace(signInHref());
}
