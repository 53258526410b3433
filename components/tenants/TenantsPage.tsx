"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { useFilters } from "@/lib/client/hooks/use-filters";
import { useTenantHealths } from "@/lib/client/hooks/use-tenant";
import { useTenants } from "@/lib/client/hooks/use-tenants";
import { TENANT_FILTERS } from "@/lib/client/queries/tenants";
import { useScope } from "@/lib/client/scope";
import { useIsOperator } from "@/lib/client/session";
import { DataTable } from "../common/DataTable";
import { EmptyState } from "../common/EmptyState";
import { FilterBar, FilterText } from "../common/FilterBar";
import { KeyHints } from "../common/KeyHints";
import { NotYours } from "../common/NotYours";
import { PageHeader } from "../common/PageHeader";
import { Button, ButtonLink } from "../ui/Button";
import { NewTenantDialog } from "./NewTenantDialog";
import { tenantColumns } from "./tenant-columns";

export function TenantsPage() {
  const isOperator = useIsOperator();
  if (!isOperator) return <NotYours title="Tenants" whose="operators" />;
  return <Tenants />;
}

/** Every customer with how it does: who is in trouble is seen at a glance. */
function Tenants() {
  const { values, cursor, isFiltered, change, clear, pageHref } = useFilters(TENANT_FILTERS);
  const query = useTenants({ ...values, cursor });
  const healths = useTenantHealths({ ...values, cursor });
  const { tenantId, choose } = useScope();
  const [isMaking, setIsMaking] = useState(false);
  return (
    <>
      <PageHeader
        title="Tenants"
        actions={
          <>
            <ButtonLink href="/undelivered">Undelivered by tenant</ButtonLink>
            <Button look="primary" onClick={() => setIsMaking(true)}>
              <Plus aria-hidden className="size-3.5" /> New tenant
            </Button>
          </>
        }
      />
      <FilterBar onClear={isFiltered ? clear : null}>
        <FilterText
          label="Your id"
          value={values.externalId}
          placeholder="acme"
          onChange={(externalId) => change({ externalId })}
        />
      </FilterBar>
      <DataTable
        label="Tenants, newest first"
        query={query}
        columns={tenantColumns({ healthOf: (id) => healths.get(id), chosenId: tenantId, onChoose: choose })}
        rowId={({ id }) => id}
        pageHref={pageHref}
        empty={
          isFiltered ? (
            <EmptyState
              title="No tenant has this id."
              action={<ButtonLink href="/tenants">Show all tenants</ButtonLink>}
            />
          ) : (
            <EmptyState
              title="No tenant yet."
              action={<Button onClick={() => setIsMaking(true)}>Make the first one</Button>}
            >
              A tenant is one of your customers: with subscriptions, events and keys of its own, seen by nobody else.
            </EmptyState>
          )
        }
      />
      <KeyHints />
      <NewTenantDialog open={isMaking} onClose={() => setIsMaking(false)} />
    </>
  );
}
