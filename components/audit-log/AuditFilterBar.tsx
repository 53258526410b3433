"use client";

import type { Filters } from "@/lib/client/hooks/use-filters";
import type { AUDIT_FILTERS } from "@/lib/client/queries/audit-log";
import { TIME_WINDOWS } from "@/lib/client/time-window";
import { FilterBar, FilterSelect, FilterText } from "../common/FilterBar";

const ANY = { value: "", label: "any" };
const WINDOWS = [ANY, ...TIME_WINDOWS];
const RESOURCES = [
  ANY,
  { value: "subscription.*", label: "subscriptions" },
  { value: "delivery.*", label: "deliveries" },
  { value: "replay.*", label: "replays" },
  { value: "event_type.*", label: "event types" },
  { value: "api_key.*", label: "API keys" },
  { value: "member.*", label: "members" },
  { value: "invitation.*", label: "invitations" },
  { value: "portal_link.*", label: "portal links" },
  { value: "sandbox.*", label: "the sandbox" },
  { value: "tenant.*", label: "tenants" },
  { value: "settings.*", label: "settings" },
];

export function AuditFilterBar({ filters }: { filters: Filters<(typeof AUDIT_FILTERS)[number]> }) {
  const { values, change, clear, isFiltered } = filters;
  return (
    <FilterBar onClear={isFiltered ? clear : null}>
      <FilterSelect label="About" value={values.action} options={RESOURCES} onChange={(action) => change({ action })} />
      <FilterSelect label="Time" value={values.window} options={WINDOWS} onChange={(window) => change({ window })} />
      <FilterText label="Who" value={values.actor} placeholder="user:usr_…" onChange={(actor) => change({ actor })} />
      <FilterText
        label="Id"
        value={values.targetId}
        placeholder="sub_…"
        onChange={(targetId) => change({ targetId })}
      />
    </FilterBar>
  );
}
