"use client";

import { useRef } from "react";
import { groupEventTypes } from "@/lib/client/event-type-groups";
import { useEventTypes } from "@/lib/client/hooks/use-event-types";
import { useFilters } from "@/lib/client/hooks/use-filters";
import { useRowKeys } from "@/lib/client/hooks/use-row-keys";
import { EVENT_TYPE_FILTERS } from "@/lib/client/queries/event-types";
import { useIsOperator } from "@/lib/client/session";
import type { EventTypeOut } from "@/lib/contracts/event-type";
import { FilterBar, FilterSelect, FilterText } from "../common/FilterBar";
import { KeyHints } from "../common/KeyHints";
import { PageHeader } from "../common/PageHeader";
import { Pager } from "../common/Pager";
import { QueryState } from "../common/QueryState";
import { CatalogueActions } from "./CatalogueActions";
import { CatalogueSkeleton } from "./CatalogueSkeleton";
import { EventTypeGroupCard } from "./EventTypeGroupCard";
import { NoEventTypes } from "./NoEventTypes";

const DEPRECATED = [
  { value: "", label: "all" },
  { value: "false", label: "in use" },
  { value: "true", label: "deprecated" },
];

/** The catalogue: what there is to subscribe to. */
export function EventTypesPage() {
  const { values, cursor, isFiltered, change, clear, pageHref } = useFilters(EVENT_TYPE_FILTERS);
  const query = useEventTypes({ ...values, cursor });
  const isOperator = useIsOperator();
  return (
    <>
      <PageHeader title="Event types" actions={isOperator ? <CatalogueActions /> : null} />
      <FilterBar onClear={isFiltered ? clear : null}>
        <FilterText label="Name" value={values.search} placeholder="order" onChange={(search) => change({ search })} />
        <FilterText label="Group" value={values.group} placeholder="any" onChange={(group) => change({ group })} />
        <FilterSelect
          label="State"
          value={values.deprecated}
          options={DEPRECATED}
          onChange={(deprecated) => change({ deprecated })}
        />
      </FilterBar>
      <QueryState query={query} skeleton={<CatalogueSkeleton />}>
        {(page) => (
          <>
            {page.data.length === 0 ? <NoEventTypes isFiltered={isFiltered} /> : <Groups types={page.data} />}
            <Pager page={page} pageHref={pageHref} />
          </>
        )}
      </QueryState>
      <KeyHints />
    </>
  );
}

function Groups({ types }: { types: EventTypeOut[] }) {
  const body = useRef<HTMLDivElement>(null);
  useRowKeys(body, () => undefined);
  return (
    <div ref={body} className="flex flex-col gap-3.5">
      {groupEventTypes(types).map((group) => (
        <EventTypeGroupCard key={group.name} group={group} />
      ))}
    </div>
  );
}
