"use client";

import { type FormEvent, useState } from "react";
import { ApiError } from "@/lib/client/api";
import { useFilterTry } from "@/lib/client/hooks/use-filter-try";
import { useDestinationTypes, useKnownTypes } from "@/lib/client/hooks/use-form-data";
import { useScope } from "@/lib/client/scope";
import { draftOf, type SubscriptionForm as Form, type SubscriptionDraft } from "@/lib/client/subscription-draft";
import type { TenantOut } from "@/lib/contracts/tenant";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { AdvancedFields } from "./AdvancedFields";
import { FilterField } from "./FilterField";
import { FilterMatches } from "./FilterMatches";
import { RetryField } from "./RetryField";
import { TypePicker } from "./TypePicker";
import { VerificationField } from "./VerificationField";
import { WhereFields } from "./WhereFields";

interface SubscriptionFormProps {
  initial: Form;
  /** True when the subscription is there already. */
  isSaved?: boolean;
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
  isSaved = false,
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
  const isSigned = types.find(({ type }) => type === form.destinationType)?.signed ?? true;
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
        <WhereFields form={form} types={types} tenants={tenants} errorOf={errorOf} onChange={change} />
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
        <RetryField form={form} errorOf={errorOf} onChange={change} />
        <AdvancedFields form={form} isSaved={isSaved} isSigned={isSigned} errorOf={errorOf} onChange={change} />
        <VerificationField
          value={form.verification}
          isSaved={isSaved}
          error={errorOf("challenge") ?? errorOf("skipVerification")}
          onChange={(verification) => change({ verification })}
        />
        <div className="mt-6 flex gap-3">
          <Button look="primary" type="submit" busy={isBusy} disabled={form.events.length === 0}>
            {isBusy ? "Asking the endpoint…" : submitLabel}
          </Button>
          <Button onClick={onCancel}>Cancel</Button>
        </div>
      </div>
      <FilterMatches patterns={form.events} tried={tried} />
    </form>
  );
}
