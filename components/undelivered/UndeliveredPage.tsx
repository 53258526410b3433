"use client";

import { useRouter } from "next/navigation";
import { countOf, formatCount } from "@/lib/client/format";
import { useFilters } from "@/lib/client/hooks/use-filters";
import { useUndeliveredByTenant } from "@/lib/client/hooks/use-tenant";
import { DEFAULT_UNDELIVERED_WINDOW, UNDELIVERED_FILTERS } from "@/lib/client/queries/tenants";
import { useScope } from "@/lib/client/scope";
import { useIsOperator } from "@/lib/client/session";
import { TIME_WINDOWS } from "@/lib/client/time-window";
import { toSearch } from "@/lib/client/to-search";
import type { UndeliveredByTenantOut } from "@/lib/contracts/health";
import { DataTable } from "../common/DataTable";
import { EmptyState } from "../common/EmptyState";
import { FilterBar, FilterSelect } from "../common/FilterBar";
import { KeyHints } from "../common/KeyHints";
import { LiveChip } from "../common/LiveChip";
import { NotYours } from "../common/NotYours";
import { PageHeader } from "../common/PageHeader";
import { toPageQuery } from "./to-page-query";
import { undeliveredColumns } from "./undelivered-columns";

/** The first stands for no filter. */
const WINDOWS = TIME_WINDOWS.map(({ value, label }) => ({
  value: value === DEFAULT_UNDELIVERED_WINDOW ? "" : value,
  label,
})).sort((a, b) => Number(b.value === "") - Number(a.value === ""));

export function UndeliveredPage() {
  const isOperator = useIsOperator();
  if (!isOperator) return <NotYours title="Undelivered" whose="operators" />;
  return <Undelivered />;
}

/** The north star of all tenants at once, the worst first. */
function Undelivered() {
  const router = useRouter();
  const { values, change } = useFilters(UNDELIVERED_FILTERS);
  const window = values.window ?? DEFAULT_UNDELIVERED_WINDOW;
  const query = useUndeliveredByTenant(window, true);
  const { choose } = useScope();
  return (
    <>
      <PageHeader title="Undelivered" beside={<LiveChip isLive />} />
      <p className="-mt-2 mb-3.5 max-w-3xl text-soft">{sentence(query.data)}</p>
      <FilterBar onClear={null}>
        <FilterSelect
          label="Time"
          value={values.window}
          options={WINDOWS}
          onChange={(chosen) => change({ window: chosen })}
        />
      </FilterBar>
      <DataTable
        label="Tenants with undelivered events, the most first"
        query={toPageQuery(query)}
        columns={undeliveredColumns({
          onShow: ({ tenantId }) => {
            choose(tenantId);
            router.push(`/deliveries${toSearch({ undelivered: window })}`);
          },
        })}
        rowId={({ tenantId }) => tenantId}
        empty={
          <EmptyState title="Everything is delivered.">
            Whatever was accepted in this time and matched a subscription has arrived.
          </EmptyState>
        }
      />
      <KeyHints />
    </>
  );
}

function sentence(answer: UndeliveredByTenantOut | undefined): string {
  if (!answer) return "What was accepted and has not arrived, tenant by tenant.";
  const [worst, ...others] = answer.data;
  if (!worst) return "No tenant waits for anything.";
  if (others.length === 0)
    return `${countOf(worst.events, "event has", "events have")} not arrived, all for ${worst.name}.`;
  const events = answer.data.reduce((sum, row) => sum + row.events, 0);
  return `${formatCount(events)} events of ${answer.data.length} tenants have not arrived, most of them for ${worst.name}.`;
}
