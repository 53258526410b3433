"use client";

import { type FormEvent, useState } from "react";
import { ApiError } from "@/lib/client/api";
import { useUpdateTenant } from "@/lib/client/hooks/use-tenant";
import type { TenantOut } from "@/lib/contracts/tenant";
import { Button } from "../ui/Button";
import { TextField } from "../ui/Field";
import { Notice } from "../ui/Notice";

const FIELDS = ["name", "rateLimit.limit", "rateLimit.periodSeconds", "maxConcurrency"];

/** Empty means no limit. */
export function TenantLimitsForm({ tenant }: { tenant: TenantOut }) {
  const update = useUpdateTenant(tenant);
  const [name, setName] = useState(tenant.name);
  const [limit, setLimit] = useState(textOf(tenant.rateLimit?.limit));
  const [period, setPeriod] = useState(textOf(tenant.rateLimit?.periodSeconds ?? 1));
  const [concurrency, setConcurrency] = useState(textOf(tenant.maxConcurrency));
  const refused = update.error instanceof ApiError ? update.error : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate({
      name: name.trim(),
      rateLimit: limit === "" ? null : { limit: Number(limit), periodSeconds: Number(period) },
      maxConcurrency: concurrency === "" ? null : Number(concurrency),
    });
  };
  return (
    <form method="post" onSubmit={submit} className="p-3.5">
      {update.error && !FIELDS.some((field) => refused?.field(field)) ? (
        <Notice tone="dead">{update.error.message}</Notice>
      ) : null}
      <TextField
        label="Name"
        value={name}
        required
        maxLength={200}
        autoComplete="off"
        error={refused?.field("name")}
        onChange={({ target }) => setName(target.value)}
      />
      <div className="grid gap-x-3.5 sm:grid-cols-2">
        <TextField
          label="Deliveries, at most"
          type="number"
          min={1}
          value={limit}
          placeholder="no limit"
          error={refused?.field("rateLimit.limit")}
          onChange={({ target }) => setLimit(target.value)}
        />
        <TextField
          label="in this many seconds"
          type="number"
          min={1}
          max={3_600}
          required={limit !== ""}
          value={period}
          error={refused?.field("rateLimit.periodSeconds")}
          onChange={({ target }) => setPeriod(target.value)}
        />
      </div>
      <TextField
        label="Requests at once, at most"
        type="number"
        min={1}
        value={concurrency}
        placeholder="no limit"
        hint="Over all subscriptions of the tenant. Empty means no limit."
        error={refused?.field("maxConcurrency")}
        onChange={({ target }) => setConcurrency(target.value)}
      />
      <Button type="submit" busy={update.isPending}>
        Save
      </Button>
    </form>
  );
}

function textOf(value: number | null | undefined): string {
  return value === null || value === undefined ? "" : String(value);
}
