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
import { useDeliveryFilters } from "./use-delivery-filters";

/** What used up its attempts and waits for a person. */
export function DeadLettersPage() {
  const filters = useDeliveryFilters();
  const mayWrite = useCanWrite();
  const { options } = useDestinations();
  return (
    <>
      <PageHeader title="Dead letters" beside={<LiveChip isLive={!filters.cursor} />} />
      <p className="-mt-2 mb-3.5 text-soft">
        Every attempt of these failed. Mend the endpoint, then replay them here; nothing is lost meanwhile.
      </p>
      <DeliveryFilterBar filters={filters} destinations={options} withStatus={false} />
      <DeliveriesDataTable
        label="Dead letters, newest first"
        filters={{ ...filters.values, status: "dead", cursor: filters.cursor }}
        pageHref={filters.pageHref}
        withReplay
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
      <KeyHints canReplay={mayWrite} />
    </>
  );
}
