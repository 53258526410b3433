"use client";

import { Check, ChevronDown } from "lucide-react";
import { useState } from "react";
import { useTenants } from "@/lib/client/hooks/use-tenants";
import { ALL_TENANTS } from "@/lib/client/queries/overview";
import { useScope } from "@/lib/client/scope";
import type { TenantOut } from "@/lib/contracts/tenant";
import { CONTROL } from "../ui/Field";
import { Menu } from "../ui/Menu";

const SEARCH_FROM = 8;

/** Operators look at all tenants or at one. */
export function TenantSwitch() {
  const { tenantId, choose } = useScope();
  const tenants = useTenants(ALL_TENANTS).data?.data ?? [];
  const chosen = tenants.find((tenant) => tenant.id === tenantId);
  const name = tenantId === null ? "All tenants" : (chosen?.name ?? "One tenant");
  return (
    <Menu
      label={`Tenant: ${name}`}
      className="inline-flex min-h-7 max-w-full items-center gap-1.75 rounded-pill border border-rule bg-panel px-2.75 text-sm hover:bg-sunk"
      align="left"
      trigger={
        <>
          <span className="max-w-24 truncate sm:max-w-40">{name}</span>
          <ChevronDown aria-hidden className="size-3.5 shrink-0 text-faint" />
        </>
      }
    >
      {(close) => (
        <TenantChoice
          tenants={tenants}
          chosenId={tenantId}
          onChoose={(id) => {
            choose(id);
            close();
          }}
        />
      )}
    </Menu>
  );
}

interface TenantChoiceProps {
  tenants: TenantOut[];
  chosenId: string | null;
  onChoose: (id: string | null) => void;
}

function TenantChoice({ tenants, chosenId, onChoose }: TenantChoiceProps) {
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const shown = tenants.filter(({ name, externalId }) => `${name} ${externalId ?? ""}`.toLowerCase().includes(wanted));
  return (
    <div className="w-60">
      {tenants.length >= SEARCH_FROM ? (
        <input
          aria-label="Find a tenant"
          placeholder="Find a tenant"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className={`${CONTROL} mb-1`}
        />
      ) : null}
      <ul className="max-h-80 overflow-y-auto">
        <Choice label="All tenants" isChosen={chosenId === null} onClick={() => onChoose(null)} />
        {shown.map(({ id, name, externalId }) => (
          <Choice key={id} label={name} note={externalId} isChosen={id === chosenId} onClick={() => onChoose(id)} />
        ))}
      </ul>
    </div>
  );
}

function Choice({
  label,
  note,
  isChosen,
  onClick,
}: {
  label: string;
  note?: string | null;
  isChosen: boolean;
  onClick: () => void;
}) {
  return (
    <li>
      <button
        type="button"
        aria-pressed={isChosen}
        onClick={onClick}
        className="-outline-offset-2 flex w-full items-center gap-2 rounded-tag px-2.5 py-1.5 text-left hover:bg-sunk"
      >
        <span className="min-w-0 flex-1 truncate">
          {label}
          {note ? <span className="ml-2 font-mono text-faint text-xs">{note}</span> : null}
        </span>
        {isChosen ? <Check aria-hidden className="size-3.5 text-accent" /> : null}
      </button>
    </li>
  );
}
