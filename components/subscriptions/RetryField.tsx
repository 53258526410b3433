import { RETRY_CHOICES } from "@/lib/client/retry-presets";
import { parseWaits } from "@/lib/client/retry-schedule";
import { policyOf, type SubscriptionForm } from "@/lib/client/subscription-draft";
import { Field, TextField } from "../ui/Field";
import { Select } from "../ui/Select";
import { RetryPicture } from "./RetryPicture";

const OPTIONS = [...RETRY_CHOICES, { value: "own", label: "An own list of waits" }];

interface RetryFieldProps {
  form: SubscriptionForm;
  errorOf: (field: string) => string | undefined;
  onChange: (change: Partial<SubscriptionForm>) => void;
}

/** A preset or an own list, and what becomes of it. */
export function RetryField({ form, errorOf, onChange }: RetryFieldProps) {
  const error = errorOf("retryPolicy") ?? errorOf("retryPolicy.delaysSeconds");
  const isUnreadable = form.retry === "own" && parseWaits(form.waits) === null;
  return (
    <>
      <Field label="If it fails" error={form.retry === "own" ? undefined : error}>
        {(control) => (
          <Select
            {...control}
            options={OPTIONS}
            value={form.retry}
            onChange={(event) => onChange({ retry: event.target.value as SubscriptionForm["retry"] })}
          />
        )}
      </Field>
      {form.retry === "own" ? (
        <TextField
          label="Waits"
          value={form.waits}
          onChange={(event) => onChange({ waits: event.target.value })}
          className="font-mono text-mono"
          hint="One for each retry, such as 5s, 1m, 2h; at most 30, up to 7 days each. They are kept to the second."
          error={isUnreadable ? "Write numbers with s, m, h or d, such as 5s, 1m, 2h" : error}
        />
      ) : null}
      {isUnreadable ? null : <RetryPicture policy={policyOf(form)} />}
    </>
  );
}
