"use client";

import { type FormEvent, useState } from "react";
import { ApiError } from "@/lib/client/api";
import type { SubscriptionDraft } from "@/lib/client/hooks/use-subscription-commands";
import { RETRY_CHOICES } from "@/lib/client/retry-presets";
import type { RetryPreset } from "@/lib/contracts/retry-policy";
import type { SubscriptionOut } from "@/lib/contracts/subscription";
import type { TenantOut } from "@/lib/contracts/tenant";
import { Button } from "../ui/Button";
import { Checkbox } from "../ui/Checkbox";
import { Field, TextField } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { Select } from "../ui/Select";
import { EventPatternsField } from "./EventPatternsField";
import { FilterField } from "./FilterField";
import { TenantField } from "./TenantField";

interface SubscriptionFormProps {
  /** What is changed; without it a new one is made. */
  subscription?: SubscriptionOut;
  /** To choose from; null where the tenant is settled. */
  tenants?: readonly TenantOut[] | null;
  /** What was published lately, as suggestions. */
  seenTypes: readonly string[];
  /** The filter as it is typed; the page has it checked. */
  filter: string;
  onFilterChange: (filter: string) => void;
  filterProblem: string | null | undefined;
  error: Error | null;
  isBusy: boolean;
  submitLabel: string;
  onCancel: () => void;
  onSubmit: (draft: SubscriptionDraft, tenantId: string | null) => void;
}

const OWN_LIST = "own";

export function SubscriptionForm({
  subscription,
  tenants = null,
  seenTypes,
  filter,
  onFilterChange,
  filterProblem,
  error,
  isBusy,
  submitLabel,
  onCancel,
  onSubmit,
}: SubscriptionFormProps) {
  const [events, setEvents] = useState(subscription?.events ?? []);
  const refused = error instanceof ApiError ? error : null;
  const policy = subscription?.retryPolicy ?? "default";
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    onSubmit(readDraft(form, events, filter), textOf(form, "tenant"));
  };
  return (
    <form method="post" onSubmit={submit} className="max-w-2xl">
      {error && !isShownAtField(refused) ? <Notice tone="dead">{error.message}</Notice> : null}
      {tenants ? <TenantField tenants={tenants} /> : null}
      <TextField
        label="Where should events go?"
        name="url"
        type="url"
        required
        spellCheck={false}
        placeholder="https://shop.example/hooks"
        defaultValue={subscription?.url ?? ""}
        className="font-mono text-mono"
        hint="A signed test request must be answered with 2xx before it is saved."
        error={refused?.field("url") ?? refused?.field("destination.config.url")}
      />
      <EventPatternsField
        patterns={events}
        seenTypes={seenTypes}
        onChange={setEvents}
        error={refused?.field("events")}
      />
      <FilterField value={filter} onChange={onFilterChange} problem={filterProblem} error={refused?.field("filter")} />
      <TextField
        label={
          <>
            Description <span className="font-normal text-faint">(optional)</span>
          </>
        }
        name="description"
        maxLength={500}
        defaultValue={subscription?.description ?? ""}
        error={refused?.field("description")}
      />
      <Field
        label="If it fails"
        hint="Then it is a dead letter; replay it here or by API."
        error={refused?.field("retryPolicy")}
      >
        {(control) => (
          <Select
            {...control}
            name="retryPolicy"
            defaultValue={typeof policy === "string" ? policy : OWN_LIST}
            options={
              typeof policy === "string"
                ? RETRY_CHOICES
                : [{ value: OWN_LIST, label: "Keep the own list of waits" }, ...RETRY_CHOICES]
            }
          />
        )}
      </Field>
      <Checkbox
        label="Save without the test request"
        name="skipVerification"
        hint="For an endpoint that is not up yet."
      />
      <div className="mt-6 flex gap-3">
        <Button look="primary" type="submit" busy={isBusy}>
          {isBusy ? "Testing the endpoint…" : submitLabel}
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}

const SHOWN_FIELDS = ["url", "destination.config.url", "events", "filter", "description", "retryPolicy"];

function isShownAtField(refused: ApiError | null): boolean {
  return SHOWN_FIELDS.some((name) => refused?.field(name) !== undefined);
}

function readDraft(form: FormData, events: string[], filter: string): SubscriptionDraft {
  const retry = textOf(form, "retryPolicy");
  return {
    url: textOf(form, "url") ?? "",
    events,
    filter: filter.trim() || null,
    description: textOf(form, "description"),
    skipVerification: form.get("skipVerification") !== null,
    ...(retry === null || retry === OWN_LIST ? {} : { retryPolicy: retry as RetryPreset }),
  };
}

/** Null for what was left empty. */
function textOf(form: FormData, name: string): string | null {
  const text = String(form.get(name) ?? "").trim();
  return text === "" ? null : text;
}
