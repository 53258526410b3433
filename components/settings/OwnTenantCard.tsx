"use client";

import { useOwnTenant } from "@/lib/client/hooks/use-tenant";
import { useSession } from "@/lib/client/session";
import { CopyId } from "../common/CopyId";
import { Facts } from "../common/Facts";
import { QueryState } from "../common/QueryState";
import { Card } from "../ui/Card";
import { Skeleton } from "../ui/Skeleton";

/** What holds for the tenant that one belongs to; the operator sets it. */
export function OwnTenantCard() {
  const { role } = useSession();
  const query = useOwnTenant();
  return (
    <QueryState query={query} skeleton={<Skeleton className="h-44 rounded-panel" />}>
      {(tenant) => (
        <Card title={tenant.name}>
          <div className="p-3.5">
            <Facts
              facts={[
                ["Id", <CopyId key="id" id={tenant.id} whole />],
                ["Known as", tenant.externalId ? <CopyId key="external" id={tenant.externalId} whole /> : "–"],
                ["Your role", role],
                ["Rate", tenant.rateLimit ? rateText(tenant.rateLimit) : "no limit"],
                ["At once", tenant.maxConcurrency ? `${tenant.maxConcurrency} requests` : "no limit"],
              ]}
              footer={<p className="text-faint text-xs">The operator sets these. Ask there if they do not fit.</p>}
            />
          </div>
        </Card>
      )}
    </QueryState>
  );
}

function rateText({ limit, periodSeconds }: { limit: number; periodSeconds: number }): string {
  return `${limit} deliveries in ${periodSeconds} s`;
}
