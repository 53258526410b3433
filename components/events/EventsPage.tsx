"use client";

import { useEvents } from "@/lib/client/hooks/use-events";
import { useFilters } from "@/lib/client/hooks/use-filters";
import { EVENT_FILTERS } from "@/lib/client/queries/events";
import { TIME_WINDOWS } from "@/lib/client/time-window";
import { DataTable } from "../common/DataTable";
import { EmptyState } from "../common/EmptyState";
import { FilterBar, FilterSelect, FilterText } from "../common/FilterBar";
import { KeyHints } from "../common/KeyHints";
import { LiveChip } from "../common/LiveChip";
import { PageHeader } from "../common/PageHeader";
import { ButtonLink } from "../ui/Button";
import { EVENT_COLUMNS } from "./event-columns";

const WINDOWS = [{ value: "", label: "any" }, ...TIME_WINDOWS];

export function EventsPage() {
  const { values, cursor, change, clear, isFiltered, pageHref } = useFilters(EVENT_FILTERS);
  const query = useEvents({ ...values, cursor });
  return (
    <>
      <PageHeader title="Events" beside={<LiveChip isLive={!cursor && !query.error} />} />
      <FilterBar onClear={isFiltered ? clear : null}>
        <FilterText
          label="Type"
          value={values.type}
          placeholder="order.created"
          onChange={(type) => change({ type })}
        />
        <FilterSelect label="Time" value={values.window} options={WINDOWS} onChange={(window) => change({ window })} />
        <FilterText
          label="External id"
          value={values.externalId}
          placeholder="any"
          onChange={(externalId) => change({ externalId })}
        />
        <FilterText
          label="Correlation id"
          value={values.correlationId}
          placeholder="any"
          onChange={(correlationId) => change({ correlationId })}
        />
      </FilterBar>
      <DataTable
        label="Events, newest first"
        query={query}
        columns={EVENT_COLUMNS}
        rowId={({ id }) => id}
        pageHref={pageHref}
        empty={
          isFiltered ? (
            <EmptyState
              title="No event fits these filters."
              action={<ButtonLink href="/events">Show all events</ButtonLink>}
            />
          ) : (
            <EmptyState
              title="No event was published yet."
              action={<ButtonLink href="/overview">Show me how</ButtonLink>}
            >
              Publish one with POST /api/v1/events; it stands here the moment it is accepted.
            </EmptyState>
          )
        }
      />
      <KeyHints />
    </>
  );
}
