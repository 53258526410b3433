"use client";

import { Plus } from "lucide-react";
import { useFilters } from "@/lib/client/hooks/use-filters";
import { useActivity } from "@/lib/client/hooks/use-overview";
import { useSubscriptions } from "@/lib/client/hooks/use-subscriptions";
import { SUBSCRIPTION_FILTERS } from "@/lib/client/queries/subscriptions";
import { useCanWrite } from "@/lib/client/session";
import { DataTable } from "../common/DataTable";
import { EmptyState } from "../common/EmptyState";
import { FilterBar, FilterSelect, FilterText } from "../common/FilterBar";
import { KeyHints } from "../common/KeyHints";
import { PageHeader } from "../common/PageHeader";
import { ButtonLink } from "../ui/Button";
import { subscriptionColumns } from "./subscription-columns";

const STATUSES = ["", "active", "paused", "disabled"].map((value) => ({ value, label: value || "any" }));

export function SubscriptionsPage() {
  const { values, cursor, change, clear, isFiltered, pageHref } = useFilters(SUBSCRIPTION_FILTERS);
  const query = useSubscriptions({ ...values, cursor });
  const activity = useActivity().data?.data ?? [];
  const mayWrite = useCanWrite();
  const create = (
    <ButtonLink look="primary" href="/subscriptions/new">
      <Plus aria-hidden className="size-3.5" /> New subscription
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title="Subscriptions" actions={mayWrite ? create : null} />
      <FilterBar onClear={isFiltered ? clear : null}>
        <FilterText
          label="Search"
          value={values.search}
          placeholder="URL, description, type"
          className="w-44"
          onChange={(search) => change({ search })}
        />
        <FilterSelect
          label="Status"
          value={values.status}
          options={STATUSES}
          onChange={(status) => change({ status })}
        />
      </FilterBar>
      <DataTable
        label="Subscriptions, newest first"
        query={query}
        columns={subscriptionColumns(new Map(activity.map((one) => [one.subscriptionId, one])))}
        rowId={({ id }) => id}
        pageHref={pageHref}
        empty={
          isFiltered ? (
            <EmptyState
              title="No subscription fits these filters."
              action={<ButtonLink href="/subscriptions">Show all</ButtonLink>}
            />
          ) : (
            <EmptyState
              title="No subscription yet."
              action={mayWrite ? <ButtonLink href="/subscriptions/new">Make the first one</ButtonLink> : null}
            >
              A subscription says which events are sent to which URL.
            </EmptyState>
          )
        }
      />
      <KeyHints />
    </>
  );
}
