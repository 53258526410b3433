"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { useFilters } from "@/lib/client/hooks/use-filters";
import { useTenants } from "@/lib/client/hooks/use-tenants";
import { useScope } from "@/lib/client/scope";
import { useIsOperator } from "@/lib/client/session";
import { DataTable } from "../common/DataTable";
import { EmptyState } from "../common/EmptyState";
import { NotYours } from "../common/NotYours";
import { PageHeader } from "../common/PageHeader";
import { Button } from "../ui/Button";
import { NewTenantDialog } from "./NewTenantDialog";
import { tenantColumns } from "./tenant-columns";

const NAMES = [] as const;

export function TenantsPage() {
  const { cursor, pageHref } = useFilters(NAMES);
  const isOperator = useIsOperator();
  const query = useTenants({ cursor }, isOperator);
  const { tenantId, choose } = useScope();
  const [isMaking, setIsMaking] = useState(false);
  if (!isOperator) return <NotYours title="Tenants" whose="operators" />;
  return (
    <>
      <PageHeader
        title="Tenants"
        actions={
          <Button look="primary" onClick={() => setIsMaking(true)}>
            <Plus aria-hidden className="size-3.5" /> New tenant
          </Button>
        }
      />
      <DataTable
        label="Tenants, newest first"
        query={query}
        columns={tenantColumns({ chosenId: tenantId, onChoose: choose })}
        rowId={({ id }) => id}
        pageHref={pageHref}
        empty={
          <EmptyState
            title="No tenant yet."
            action={<Button onClick={() => setIsMaking(true)}>Make the first one</Button>}
          >
            A tenant is one of your customers: with subscriptions, events and keys of its own, seen by nobody else.
          </EmptyState>
        }
      />
      <NewTenantDialog open={isMaking} onClose={() => setIsMaking(false)} />
    </>
  );
}
