"use client";

import { useDestinations } from "@/lib/client/hooks/use-destinations";
import { useCanWrite } from "@/lib/client/session";
import { EmptyState } from "../common/EmptyState";
import { KeyHints } from "../common/KeyHints";
import { LiveChip } from "../common/LiveChip";
import { PageHeader } from "../common/PageHeader";
import { ButtonLink } from "../ui/Button";
import { DeliveriesDataTable } from "./DeliveriesDataTable";
import { DeliveryFilterBar } from "./DeliveryFilterBar";
import { UndeliveredNote } from "./UndeliveredNote";
import { useDeliveryFilters } from "./use-delivery-filters";

export function DeliveriesPage() {
  const filters = useDeliveryFilters();
  const mayWrite = useCanWrite();
  const { options } = useDestinations();
  return (
    <>
      <PageHeader title="Deliveries" beside={<LiveChip isLive={!filters.cursor} />} />
      {filters.values.undelivered ? <UndeliveredNote window={filters.values.undelivered} /> : null}
      <DeliveryFilterBar filters={filters} destinations={options} />
      <DeliveriesDataTable
        label="Deliveries, newest first"
        filters={{ ...filters.values, cursor: filters.cursor }}
        pageHref={filters.pageHref}
        empty={
          filters.isFiltered ? (
            <EmptyState
              title="No delivery fits these filters."
              action={<ButtonLink href="/deliveries">Show all deliveries</ButtonLink>}
            >
              Widen the time, or take a filter away.
            </EmptyState>
          ) : (
            <EmptyState
              title="Nothing has been sent yet."
              action={<ButtonLink href="/overview">Show me how</ButtonLink>}
            >
              As soon as an event matches a subscription, its delivery stands here, with every attempt.
            </EmptyState>
          )
        }
      />
      <KeyHints canReplay={mayWrite} />
    </>
  );
}
