"use client";

import { type FormEvent, useState } from "react";
import { ApiError } from "@/lib/client/api";
import { useFilterTry } from "@/lib/client/hooks/use-filter-try";
import { useDestinationTypes, useKnownTypes } from "@/lib/client/hooks/use-form-data";
import { useScope } from "@/lib/client/scope";
import { draftOf, type SubscriptionForm as Form, type SubscriptionDraft } from "@/lib/client/subscription-draft";
import type { TenantOut } from "@/lib/contracts/tenant";
import { Button } from "../ui/Button";
import { Checkbox } from "../ui/Checkbox";
import { TextField } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { DestinationFields } from "./DestinationFields";
import { DestinationTypeField } from "./DestinationTypeField";
import { FilterField } from "./FilterField";
import { FilterMatches } from "./FilterMatches";
import { LimitsFields } from "./LimitsFields";
import { OrderingField } from "./OrderingField";
import { RetryField } from "./RetryField";
import { TenantField } from "./TenantField";
import { TypePicker } from "./TypePicker";

interface SubscriptionFormProps {
  initial: Form;
  /** To choose from; null where the tenant is settled. */
  tenants: readonly TenantOut[] | null;
  error: Error | null;
  isBusy: boolean;
  submitLabel: string;
  onCancel: () => void;
  onSubmit: (draft: SubscriptionDraft, tenantId: string) => void;
}

export function SubscriptionForm({
  initial,
  tenants,
  error,
  isBusy,
  submitLabel,
  onCancel,
  onSubmit,
}: SubscriptionFormProps) {
  const [form, setForm] = useState(initial);
  const change = (part: Partial<Form>) => setForm((before) => ({ ...before, ...part }));
  const { tenantId } = useScope();
  const known = useKnownTypes();
  const types = useDestinationTypes();
  const tried = useFilterTry(form.tenantId || tenantId, form.filter);
  const refused = error instanceof ApiError ? error : null;
  const errorOf = (field: string) => refused?.field(field);
  const configErrorOf = (field: string) => errorOf(`destination.config.${field}`) ?? errorOf(field);
  const type = types.find((one) => one.type === form.destinationType);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(draftOf(form), form.tenantId);
  };
  return (
    <form
      method="post"
      onSubmit={submit}
      className="grid items-start gap-x-6 gap-y-4 lg:grid-cols-[minmax(0,1fr)_24rem]"
    >
      <div className="min-w-0">
        {error ? <Notice tone="dead">{error.message}</Notice> : null}
        {tenants ? (
          <TenantField tenants={tenants} value={form.tenantId} onChange={(id) => change({ tenantId: id })} />
        ) : null}
        <DestinationTypeField
          types={types}
          value={form.destinationType}
          onChange={(destinationType) => change({ destinationType, config: {} })}
        />
        {type ? (
          <DestinationFields
            key={type.type}
            type={type}
            config={form.config}
            errorOf={configErrorOf}
            onChange={(config) => change({ config })}
          />
        ) : null}
        <TypePicker
          known={known}
          patterns={form.events}
          error={errorOf("events")}
          onChange={(events) => change({ events })}
        />
        <FilterField
          value={form.filter}
          onChange={(filter) => change({ filter })}
          tried={tried}
          error={errorOf("filter")}
        />
        <RetryField form={form} error={errorOf("retryPolicy")} onChange={change} />
        <Optional form={form} errorOf={errorOf} onChange={change} />
        <Checkbox
          label="Save without the test request"
          checked={form.skipVerification}
          onChange={(event) => change({ skipVerification: event.target.checked })}
          hint="Else a signed test must be answered with 2xx before it is saved. For an endpoint that is not up yet."
        />
        <div className="mt-6 flex gap-3">
          <Button look="primary" type="submit" busy={isBusy} disabled={form.events.length === 0}>
            {isBusy ? "Testing the endpoint…" : submitLabel}
          </Button>
          <Button onClick={onCancel}>Cancel</Button>
        </div>
      </div>
      <FilterMatches patterns={form.events} tried={tried} />
    </form>
  );
}

interface OptionalProps {
  form: Form;
  errorOf: (field: string) => string | undefined;
  onChange: (part: Partial<Form>) => void;
}

/** What has a sensible default; open when something in it is set or refused. */
function Optional({ form, errorOf, onChange }: OptionalProps) {
  const isSet = form.rateLimit !== "" || form.maxConcurrency !== "" || form.ordering !== "none";
  const isRefused = ["rateLimit", "maxConcurrency", "timeoutSeconds", "ordering", "ordering.key"].some(errorOf);
  return (
    <details open={isSet || isRefused} className="mb-4.5 rounded-control border border-rule px-3.5 py-2.5">
      <summary className="font-medium">Limits, order and description</summary>
      <div className="pt-3.5">
        <LimitsFields form={form} errorOf={errorOf} onChange={onChange} />
        <OrderingField form={form} errorOf={errorOf} onChange={onChange} />
        <TextField
          label="Description"
          maxLength={500}
          value={form.description}
          onChange={(event) => onChange({ description: event.target.value })}
          hint="For the people who look at it later."
          error={errorOf("description")}
        />
      </div>
    </details>
  );
}
