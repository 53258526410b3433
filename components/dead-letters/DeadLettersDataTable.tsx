"use client";

import type { ReactNode } from "react";
import { useDeliveries } from "@/lib/client/hooks/use-deliveries";
import { useReplayDelivery } from "@/lib/client/hooks/use-delivery-commands";
import { useDestinations } from "@/lib/client/hooks/use-destinations";
import type { Selection } from "@/lib/client/hooks/use-selection";
import type { DeliveryFilters } from "@/lib/client/queries/deliveries";
import { useCanWrite } from "@/lib/client/session";
import type { DeliveryOut } from "@/lib/contracts/delivery";
import type { Column } from "../common/column";
import { DataTable } from "../common/DataTable";
import { deadLetterColumns } from "./dead-letter-columns";

interface DeadLettersDataTableProps {
  filters: DeliveryFilters;
  pageHref: (cursor: string) => string;
  /** Null where many cannot be replayed at once. */
  selection: Selection | null;
  empty: ReactNode;
}

export function DeadLettersDataTable({ filters, pageHref, selection, empty }: DeadLettersDataTableProps) {
  const query = useDeliveries(filters);
  const { destinationOf } = useDestinations();
  const mayReplay = useCanWrite();
  const replay = useReplayDelivery();
  const replayRow = (delivery: DeliveryOut) => {
    if (mayReplay) replay.mutate(delivery);
  };
  const columns: Column<DeliveryOut>[] = deadLetterColumns({
    destinationOf,
    selection,
    onReplay: mayReplay ? replayRow : null,
    busyId: replay.isPending ? replay.variables.id : null,
  });
  return (
    <DataTable
      label="Dead letters, newest first"
      query={query}
      columns={columns}
      rowId={({ id }) => id}
      pageHref={pageHref}
      empty={empty}
      rowKeys={{
        r: replayRow,
        x: ({ id }) => selection?.toggle(id),
        a: () => selection?.toggleAll((query.data?.data ?? []).map(({ id }) => id)),
      }}
    />
  );
}
