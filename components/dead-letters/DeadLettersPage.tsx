"use client";

import { useDestinations } from "@/lib/client/hooks/use-destinations";
import { useSelection } from "@/lib/client/hooks/use-selection";
import { useScope } from "@/lib/client/scope";
import { useCanWrite, useIsOperator } from "@/lib/client/session";
import { EmptyState } from "../common/EmptyState";
import { LiveChip } from "../common/LiveChip";
import { PageHeader } from "../common/PageHeader";
import { DeliveryFilterBar } from "../deliveries/DeliveryFilterBar";
import { useDeliveryFilters } from "../deliveries/use-delivery-filters";
import { ButtonLink } from "../ui/Button";
import { DeadLetterKeys } from "./DeadLetterKeys";
import { DeadLettersDataTable } from "./DeadLettersDataTable";
import { ReplayAllButton } from "./ReplayAllButton";
import { SelectionBar } from "./SelectionBar";

/** What used up its attempts and waits for a person. */
export function DeadLettersPage() {
  const filters = useDeliveryFilters();
  const mayWrite = useCanWrite();
  const { tenantId } = useScope();
  const isOfAll = useIsOperator() && tenantId === null;
  const { options } = useDestinations();
  const selection = useSelection();
  const mayReplayMany = mayWrite && !isOfAll;
  return (
    <>
      <PageHeader
        title="Dead letters"
        beside={<LiveChip isLive={!filters.cursor} />}
        actions={mayReplayMany ? <ReplayAllButton filters={filters.values} /> : null}
      />
      <p className="-mt-2 mb-3.5 max-w-3xl text-soft">
        Every attempt of these failed, and nothing more happens by itself. Mend the endpoint, then replay them.
        {mayWrite && isOfAll ? " To replay many at once, choose a tenant above." : ""}
      </p>
      <DeliveryFilterBar filters={filters} destinations={options} withStatus={false} />
      <DeadLettersDataTable
        filters={{ ...filters.values, status: "dead", cursor: filters.cursor }}
        pageHref={filters.pageHref}
        selection={mayReplayMany ? selection : null}
        empty={
          filters.isFiltered ? (
            <EmptyState
              title="No dead letter fits these filters."
              action={<ButtonLink href="/dead-letters">Show all dead letters</ButtonLink>}
            />
          ) : (
            <EmptyState title="No dead letters.">
              Everything that was accepted is delivered or still being tried.
            </EmptyState>
          )
        }
      />
      <DeadLetterKeys mayReplay={mayWrite} maySelect={mayReplayMany} />
      {mayReplayMany ? <SelectionBar selection={selection} /> : null}
    </>
  );
}
