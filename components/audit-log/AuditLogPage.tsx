"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useActors } from "@/lib/client/hooks/use-actors";
import { useAuditLog } from "@/lib/client/hooks/use-audit-log";
import { useFilters } from "@/lib/client/hooks/use-filters";
import { AUDIT_FILTERS } from "@/lib/client/queries/audit-log";
import { toSearch } from "@/lib/client/to-search";
import { DataTable } from "../common/DataTable";
import { EmptyState } from "../common/EmptyState";
import { KeyHints } from "../common/KeyHints";
import { PageHeader } from "../common/PageHeader";
import { ButtonLink } from "../ui/Button";
import { AuditEntryCard } from "./AuditEntryCard";
import { AuditFilterBar } from "./AuditFilterBar";
import { auditColumns } from "./audit-columns";

/** Who changed what, when, from where. */
export function AuditLogPage() {
  const filters = useFilters(AUDIT_FILTERS);
  const chosenId = useSearchParams().get("entry");
  const pathname = usePathname();
  const query = useAuditLog({ ...filters.values, cursor: filters.cursor });
  const actorName = useActors();
  const entries = query.data?.data ?? [];
  const chosen = entries.find(({ id }) => id === chosenId) ?? entries[0];
  return (
    <>
      <PageHeader title="Audit log" />
      <AuditFilterBar filters={filters} />
      <div className="grid items-start gap-3.5 xl:grid-cols-[minmax(0,1fr)_28rem]">
        <div className="min-w-0">
          <DataTable
            label="Changes, newest first"
            query={query}
            columns={auditColumns({
              actorName,
              entryHref: ({ id }) => `${pathname}${toSearch({ ...filters.values, cursor: filters.cursor, entry: id })}`,
            })}
            rowId={({ id }) => id}
            pageHref={filters.pageHref}
            empty={<NoEntry isFiltered={filters.isFiltered} />}
          />
          <KeyHints />
        </div>
        {chosen ? <AuditEntryCard entry={chosen} actorName={actorName} /> : null}
      </div>
    </>
  );
}

function NoEntry({ isFiltered }: { isFiltered: boolean }) {
  if (!isFiltered) return <EmptyState title="Nothing was changed yet." />;
  return (
    <EmptyState
      title="No change fits these filters."
      action={<ButtonLink href="/audit-log">Show all changes</ButtonLink>}
    />
  );
}
