"use client";

import { useEngineRuns } from "@/lib/client/hooks/use-engine-runs";
import { useFilters } from "@/lib/client/hooks/use-filters";
import { ENGINE_RUN_FILTERS } from "@/lib/client/queries/engine-runs";
import { useIsOperator } from "@/lib/client/session";
import { ENGINE_RUN_STATUSES } from "@/lib/contracts/engine-run";
import { DataTable } from "../common/DataTable";
import { EmptyState } from "../common/EmptyState";
import { FilterBar, FilterSelect, FilterText } from "../common/FilterBar";
import { KeyHints } from "../common/KeyHints";
import { LiveChip } from "../common/LiveChip";
import { NotYours } from "../common/NotYours";
import { PageHeader } from "../common/PageHeader";
import { ButtonLink } from "../ui/Button";
import { engineRunColumns } from "./engine-run-columns";

const STATUSES = [
  { value: "", label: "any" },
  ...ENGINE_RUN_STATUSES.map((status) => ({ value: status, label: status })),
];

export function EngineRunsPage() {
  const isOperator = useIsOperator();
  if (!isOperator) return <NotYours title="Engine runs" whose="operators" />;
  return <EngineRuns />;
}

/** What the embedded engine did and does: the wake-ups behind the deliveries. */
function EngineRuns() {
  const { values, cursor, isFiltered, change, clear, pageHref } = useFilters(ENGINE_RUN_FILTERS);
  const query = useEngineRuns({ ...values, cursor });
  return (
    <>
      <PageHeader title="Engine runs" beside={<LiveChip isLive={!cursor} />} />
      <p className="-mt-2 mb-3.5 max-w-3xl text-soft">
        Functions that Hookswitch runs for itself: fan-out, delivery, upkeep. With an Inngest server of your own, they
        are seen there.
      </p>
      <FilterBar onClear={isFiltered ? clear : null}>
        <FilterSelect
          label="State"
          value={values.status}
          options={STATUSES}
          onChange={(status) => change({ status })}
        />
        <FilterText
          label="Function"
          value={values.functionId}
          placeholder="hookswitch-deliver"
          onChange={(functionId) => change({ functionId })}
        />
        <FilterText
          label="Event"
          value={values.eventName}
          placeholder="any"
          onChange={(eventName) => change({ eventName })}
        />
      </FilterBar>
      <DataTable
        label="Engine runs, newest first"
        query={query}
        columns={engineRunColumns()}
        rowId={({ id }) => id}
        pageHref={pageHref}
        empty={
          isFiltered ? (
            <EmptyState
              title="No run fits these filters."
              action={<ButtonLink href="/engine">Show all runs</ButtonLink>}
            />
          ) : (
            <EmptyState title="Nothing ran yet.">
              As soon as an event is published, the runs that route and deliver it stand here.
            </EmptyState>
          )
        }
      />
      <KeyHints />
    </>
  );
}
