"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
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
  const element = useRef<HTMLFormElement>(null);
  // The field that was refused may be a screen or two above the button that was pressed.
  useEffect(() => {
    if (error) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(draftOf(form), form.tenantId);
  };
  return (
    <form
      ref={element}
      method="post"
      onSubmit={submit}
      className="grid items-start gap-x-6 gap-y-4 lg:grid-cols-[minmax(0,1fr)_24rem]"
    >
      <div className="min-w-0">
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
        {error ? (
          <div className="mt-6 -mb-1.5">
            <Notice tone="dead">{sentenceOf(error)}</Notice>
          </div>
        ) : null}
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

/** In the form's words: the API's own sentence names its fields. */
function sentenceOf(error: Error): string {
  const problem = error instanceof ApiError ? error.problem : null;
  const reasons = problem?.errors?.map(({ message }) => message).join(" ");
  if (!reasons) return error.message;
  if (problem?.code !== "verification_failed") return `Not saved. ${reasons}`;
  return `Not saved, because the test request failed. ${reasons} Mend it, or choose “Save it unasked” above.`;
}
