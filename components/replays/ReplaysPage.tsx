"use client";

import { Plus } from "lucide-react";
import { useDestinations } from "@/lib/client/hooks/use-destinations";
import { useFilters } from "@/lib/client/hooks/use-filters";
import { useReplays } from "@/lib/client/hooks/use-replays";
import { REPLAY_FILTERS } from "@/lib/client/queries/replays";
import { useCanWrite } from "@/lib/client/session";
import { REPLAY_STATUSES } from "@/lib/contracts/replay";
import { DataTable } from "../common/DataTable";
import { EmptyState } from "../common/EmptyState";
import { FilterBar, FilterSelect } from "../common/FilterBar";
import { KeyHints } from "../common/KeyHints";
import { LiveChip } from "../common/LiveChip";
import { PageHeader } from "../common/PageHeader";
import { ButtonLink } from "../ui/Button";
import { replayColumns } from "./replay-columns";

const ANY = { value: "", label: "any" };
const STATUSES = [ANY, ...REPLAY_STATUSES.map((status) => ({ value: status, label: status }))];

/** What was sent again on purpose, and what is being sent now. */
export function ReplaysPage() {
  const { values, cursor, isFiltered, change, clear, pageHref } = useFilters(REPLAY_FILTERS);
  const query = useReplays({ ...values, cursor });
  const { destinationOf, options } = useDestinations();
  const mayWrite = useCanWrite();
  return (
    <>
      <PageHeader
        title="Replays"
        beside={<LiveChip isLive={!cursor} />}
        actions={
          mayWrite ? (
            <ButtonLink look="primary" href="/replays/new">
              <Plus aria-hidden className="size-3.5" /> New replay
            </ButtonLink>
          ) : null
        }
      />
      <FilterBar onClear={isFiltered ? clear : null}>
        <FilterSelect
          label="Status"
          value={values.status}
          options={STATUSES}
          onChange={(status) => change({ status })}
        />
        <FilterSelect
          label="Subscription"
          value={values.subscriptionId}
          options={[ANY, ...options]}
          onChange={(subscriptionId) => change({ subscriptionId })}
        />
      </FilterBar>
      <DataTable
        label="Replays, newest first"
        query={query}
        columns={replayColumns({ destinationOf })}
        rowId={({ id }) => id}
        pageHref={pageHref}
        empty={<NoReplay isFiltered={isFiltered} />}
      />
      <KeyHints />
    </>
  );
}

function NoReplay({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered)
    return (
      <EmptyState
        title="No replay fits these filters."
        action={<ButtonLink href="/replays">Show all replays</ButtonLink>}
      />
    );
  return (
    <EmptyState
      title="Nothing was replayed yet."
      action={<ButtonLink href="/dead-letters">To the dead letters</ButtonLink>}
    >
      A replay sends what was on its way once again: dead letters when their endpoint is mended, or any window of time.
    </EmptyState>
  );
}
