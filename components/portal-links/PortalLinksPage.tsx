"use client";

import { Plus } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { shortenId } from "@/lib/client/format";
import { useFilters } from "@/lib/client/hooks/use-filters";
import { usePortalLinks, useRevokePortalLink } from "@/lib/client/hooks/use-portal-links";
import { useTenants } from "@/lib/client/hooks/use-tenants";
import { PORTAL_LINK_FILTERS } from "@/lib/client/queries/portal-links";
import { useScope } from "@/lib/client/scope";
import { useIsOperator } from "@/lib/client/session";
import { PORTAL_LINK_STATUSES, type PortalLinkOut } from "@/lib/contracts/portal-link";
import { Confirm } from "../common/Confirm";
import { DataTable } from "../common/DataTable";
import { EmptyState } from "../common/EmptyState";
import { FilterBar, FilterSelect } from "../common/FilterBar";
import { NotYours } from "../common/NotYours";
import { PageHeader } from "../common/PageHeader";
import { Button, ButtonLink } from "../ui/Button";
import { NewPortalLinkDialog } from "./NewPortalLinkDialog";
import { portalLinkColumns } from "./portal-link-columns";

const ANY = { value: "", label: "any" };
const STATUSES = [ANY, ...PORTAL_LINK_STATUSES.map((status) => ({ value: status, label: status }))];
const MOST_TENANTS = 200;

export function PortalLinksPage() {
  const isOperator = useIsOperator();
  if (!isOperator) return <NotYours title="Portal links" whose="operators" />;
  return <PortalLinks />;
}

/** Links that sign a customer in from the operator's own product. */
function PortalLinks() {
  const { values, cursor, isFiltered, change, clear, pageHref } = useFilters(PORTAL_LINK_FILTERS);
  const wanted = useSearchParams().get("new");
  const { tenantId } = useScope();
  const query = usePortalLinks({ ...values, cursor });
  const tenants = useTenants({ limit: MOST_TENANTS }).data?.data ?? [];
  const names = new Map(tenants.map(({ id, name }) => [id, name]));
  const tenantName = (id: string) => names.get(id) ?? shortenId(id);
  const revoke = useRevokePortalLink();
  const [isMaking, setIsMaking] = useState(wanted !== null);
  const [doomed, setDoomed] = useState<PortalLinkOut | null>(null);
  return (
    <>
      <PageHeader
        title="Portal links"
        actions={
          <Button look="primary" onClick={() => setIsMaking(true)}>
            <Plus aria-hidden className="size-3.5" /> New link
          </Button>
        }
      />
      <p className="-mt-2 mb-3.5 max-w-3xl text-soft">
        Your product makes one by API when a customer opens “Webhooks”, and shows it in a frame: no account, no
        password.
      </p>
      <FilterBar onClear={isFiltered ? clear : null}>
        <FilterSelect
          label="Tenant"
          value={values.tenant}
          options={[ANY, ...tenants.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(tenant) => change({ tenant })}
        />
        <FilterSelect
          label="State"
          value={values.status}
          options={STATUSES}
          onChange={(status) => change({ status })}
        />
      </FilterBar>
      <DataTable
        label="Portal links, newest first"
        query={query}
        columns={portalLinkColumns({ tenantName, onRevoke: setDoomed })}
        rowId={({ id }) => id}
        pageHref={pageHref}
        empty={<NoLink isFiltered={isFiltered} />}
      />
      <NewPortalLinkDialog
        tenants={tenants}
        tenantId={wanted ?? tenantId}
        open={isMaking && tenants.length > 0}
        onClose={() => setIsMaking(false)}
      />
      <Confirm
        title="Revoke this link?"
        confirm="Revoke the link"
        open={doomed !== null}
        onClose={() => setDoomed(null)}
        onConfirm={() => doomed && revoke.mutate(doomed.id)}
      >
        {doomed?.status === "used"
          ? "Whoever is signed in by it is signed out at once."
          : "It cannot be opened any more."}
      </Confirm>
    </>
  );
}

function NoLink({ isFiltered }: { isFiltered: boolean }) {
  if (!isFiltered)
    return (
      <EmptyState title="No portal link yet.">
        <code className="font-mono text-mono">POST /api/v1/portal-links</code> makes one; so does the button above.
      </EmptyState>
    );
  return (
    <EmptyState
      title="No portal link fits these filters."
      action={<ButtonLink href="/portal-links">Show all portal links</ButtonLink>}
    />
  );
}
