"use client";

import { useTenant } from "@/lib/client/hooks/use-tenant";
import { QueryState } from "../common/QueryState";
import { TenantLimitsForm } from "../tenants/TenantLimitsForm";
import { Card } from "../ui/Card";
import { Skeleton } from "../ui/Skeleton";

/** Of the chosen tenant. */
export function TenantLimits({ tenantId }: { tenantId: string }) {
  const query = useTenant(tenantId);
  return (
    <QueryState query={query} skeleton={<Skeleton className="h-48 rounded-panel" />}>
      {(tenant) => (
        <Card title={`Limits of ${tenant.name}`}>
          <TenantLimitsForm tenant={tenant} />
        </Card>
      )}
    </QueryState>
  );
}
