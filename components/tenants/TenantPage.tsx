"use client";

import { useTenant, useTenantHealth } from "@/lib/client/hooks/use-tenant";
import { useScope } from "@/lib/client/scope";
import { useIsOperator } from "@/lib/client/session";
import type { TenantOut } from "@/lib/contracts/tenant";
import { CopyId } from "../common/CopyId";
import { NotYours } from "../common/NotYours";
import { PageHeader } from "../common/PageHeader";
import { PageQueryState } from "../common/PageQueryState";
import { QueryState } from "../common/QueryState";
import { Button, ButtonLink } from "../ui/Button";
import { Card } from "../ui/Card";
import { Skeleton } from "../ui/Skeleton";
import { OpenBreakersCard } from "./OpenBreakersCard";
import { TenantDangerCard } from "./TenantDangerCard";
import { TenantFactsCard } from "./TenantFactsCard";
import { TenantHealthCard } from "./TenantHealthCard";
import { TenantLimitsForm } from "./TenantLimitsForm";

const PARENT = { href: "/tenants", label: "Tenants" };

export function TenantPage({ id }: { id: string }) {
  const isOperator = useIsOperator();
  const query = useTenant(id, isOperator);
  if (!isOperator) return <NotYours title="Tenant" whose="operators" />;
  return (
    <PageQueryState query={query} title="Tenant" parent={PARENT}>
      {(tenant) => <TenantView tenant={tenant} />}
    </PageQueryState>
  );
}

function TenantView({ tenant }: { tenant: TenantOut }) {
  const health = useTenantHealth(tenant.id);
  const { tenantId, choose } = useScope();
  return (
    <>
      <PageHeader
        title={tenant.name}
        parent={{ ...PARENT, here: <CopyId id={tenant.id} whole /> }}
        actions={
          <>
            <ButtonLink href={`/portal-links?new=${tenant.id}`}>Portal link…</ButtonLink>
            {tenantId === tenant.id ? (
              <Button onClick={() => choose(null)}>Show all tenants</Button>
            ) : (
              <Button look="primary" onClick={() => choose(tenant.id)}>
                Look at this tenant only
              </Button>
            )}
          </>
        }
      />
      <QueryState query={health} skeleton={<Skeleton className="h-36 rounded-panel" />}>
        {(data) => (
          <>
            <TenantHealthCard health={data} />
            {data.openBreakers.length > 0 ? <OpenBreakersCard health={data} /> : null}
          </>
        )}
      </QueryState>
      <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-2">
        <Card title="Limits">
          <TenantLimitsForm key={tenant.updatedAt} tenant={tenant} />
        </Card>
        <div className="flex flex-col gap-3.5">
          <TenantFactsCard tenant={tenant} />
          <TenantDangerCard tenant={tenant} />
        </div>
      </div>
    </>
  );
}
