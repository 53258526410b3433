"use client";

import type { ReactNode } from "react";
import { useDeliveries } from "@/lib/client/hooks/use-deliveries";
import { useReplayDelivery } from "@/lib/client/hooks/use-delivery-commands";
import { useDestinations } from "@/lib/client/hooks/use-destinations";
import type { DeliveryFilters } from "@/lib/client/queries/deliveries";
import { useCanWrite } from "@/lib/client/session";
import type { DeliveryOut } from "@/lib/contracts/delivery";
import { DataTable } from "../common/DataTable";
import { deliveryColumns } from "./delivery-columns";

interface DeliveriesDataTableProps {
  label: string;
  filters: DeliveryFilters;
  empty: ReactNode;
  pageHref?: (cursor: string) => string;
  /** A button in each row, where replaying is what one comes for. */
  withReplay?: boolean;
  /** Left out where all rows are of one subscription or one event. */
  omit?: "destination" | "event";
}

export function DeliveriesDataTable({
  label,
  filters,
  empty,
  pageHref,
  withReplay = false,
  omit,
}: DeliveriesDataTableProps) {
  const query = useDeliveries(filters);
  const { destinationOf } = useDestinations();
  const mayReplay = useCanWrite();
  const replay = useReplayDelivery();
  const replayRow = (delivery: DeliveryOut) => {
    if (mayReplay) replay.mutate(delivery);
  };
  return (
    <DataTable
      label={label}
      query={query}
      columns={deliveryColumns({
        destinationOf,
        omit,
        onReplay: withReplay && mayReplay ? replayRow : undefined,
        busyId: replay.isPending ? replay.variables.id : undefined,
      })}
      rowId={(delivery) => delivery.id}
      empty={empty}
      rowKeys={{ r: replayRow }}
      {...(pageHref ? { pageHref } : {})}
    />
  );
}
