"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useReplayDelivery } from "@/lib/client/hooks/use-delivery-commands";
import { useDestinations } from "@/lib/client/hooks/use-destinations";
import { useCanWrite } from "@/lib/client/session";
import type { Page } from "@/lib/contracts/common";
import type { DeliveryOut } from "@/lib/contracts/delivery";
import { DataTable } from "../common/DataTable";
import { canReplay, deliveryColumns } from "./delivery-columns";

interface DeliveriesTableProps {
  label: string;
  query: UseQueryResult<Page<DeliveryOut>>;
  empty: ReactNode;
  pageHref?: (cursor: string) => string;
  /** A button in each row, where replaying is what one comes for. */
  withReplay?: boolean;
  /** Left out where all rows are of one subscription or one event. */
  omit?: "destination" | "event";
}

export function DeliveriesTable({ label, query, empty, pageHref, withReplay = false, omit }: DeliveriesTableProps) {
  const { nameOf } = useDestinations();
  const mayReplay = useCanWrite();
  const replay = useReplayDelivery();
  const replayRow = (delivery: DeliveryOut) => {
    if (mayReplay && canReplay(delivery)) replay.mutate(delivery);
  };
  return (
    <DataTable
      label={label}
      query={query}
      columns={deliveryColumns({ nameOf, omit, onReplay: withReplay && mayReplay ? replayRow : undefined, busyId: replay.isPending ? replay.variables.id : undefined })}
      rowId={(delivery) => delivery.id}
      empty={empty}
      rowKeys={{ r: replayRow }}
      {...(pageHref ? { pageHref } : {})}
    />
  );
}
