"use client";

import type { Filters } from "@/lib/client/hooks/use-filters";
import type { DeliveryFilterName } from "@/lib/client/queries/deliveries";
import { TIME_WINDOWS } from "@/lib/client/time-window";
import { FilterBar, FilterSelect, FilterText } from "../common/FilterBar";
import type { Option } from "../ui/Select";

const ANY = { value: "", label: "any" };
const STATUSES = [
  ANY,
  { value: "pending,dead", label: "not delivered" },
  { value: "pending", label: "waiting, retrying" },
  { value: "dead", label: "dead" },
  { value: "delivered", label: "delivered" },
  { value: "skipped", label: "skipped" },
  { value: "cancelled", label: "cancelled" },
];
const WINDOWS = [ANY, ...TIME_WINDOWS];
/** Drawn where a figure led here: what was accepted in that time and has not arrived. */
const UNDELIVERED = [{ value: "", label: "any time" }, ...TIME_WINDOWS];

interface DeliveryFilterBarProps {
  filters: Filters<DeliveryFilterName>;
  destinations: readonly Option[];
  /** False where the page itself is about one status. */
  withStatus?: boolean;
}

export function DeliveryFilterBar({ filters, destinations, withStatus = true }: DeliveryFilterBarProps) {
  const { values, change, clear, isFiltered } = filters;
  return (
    <FilterBar onClear={isFiltered ? clear : null}>
      {values.undelivered ? (
        <FilterSelect
          label="Not delivered of the"
          value={values.undelivered}
          options={UNDELIVERED}
          onChange={(undelivered) => change({ undelivered })}
        />
      ) : null}
      {withStatus ? (
        <FilterSelect
          label="Status"
          value={values.status}
          options={STATUSES}
          onChange={(status) => change({ status })}
        />
      ) : null}
      <FilterSelect
        label="Subscription"
        value={values.subscriptionId}
        options={[ANY, ...destinations]}
        onChange={(subscriptionId) => change({ subscriptionId })}
      />
      <FilterText label="Type" value={values.type} placeholder="order.created" onChange={(type) => change({ type })} />
      <FilterText
        label="Code"
        value={values.code}
        placeholder="503"
        className="w-9"
        onChange={(code) => change({ code: /^[1-5]\d\d$/.test(code) ? code : "" })}
      />
      <FilterSelect label="Time" value={values.window} options={WINDOWS} onChange={(window) => change({ window })} />
      <FilterText
        label="Correlation id"
        value={values.correlationId}
        placeholder="any"
        className="w-24"
        onChange={(correlationId) => change({ correlationId })}
      />
    </FilterBar>
  );
}
