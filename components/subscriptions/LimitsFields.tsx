import type { SubscriptionForm } from "@/lib/client/subscription-draft";
import { MAX_LANE_CONCURRENCY, MAX_TIMEOUT_SECONDS, MIN_TIMEOUT_SECONDS } from "@/lib/contracts/limits";
import { Field, TextField } from "../ui/Field";
import { Select } from "../ui/Select";

interface LimitsFieldsProps {
  form: SubscriptionForm;
  errorOf: (field: string) => string | undefined;
  onChange: (change: Partial<SubscriptionForm>) => void;
}

/** How fast, how many at once, how long to wait. */
export function LimitsFields({ form, errorOf, onChange }: LimitsFieldsProps) {
  return (
    <div className="grid gap-x-4 sm:grid-cols-2">
      <TextField
        label="Most requests"
        type="number"
        min={1}
        value={form.rateLimit}
        placeholder="no limit"
        onChange={(event) => onChange({ rateLimit: event.target.value })}
        hint="Sent evenly; what is above waits and costs no attempt."
        error={errorOf("rateLimit") ?? errorOf("rateLimit.limit")}
      />
      <Field label="In" error={errorOf("rateLimit.periodSeconds")}>
        {(control) => (
          <Select
            {...control}
            value={form.ratePeriodSeconds}
            options={
              PERIODS.some(({ value }) => value === form.ratePeriodSeconds)
                ? PERIODS
                : [...PERIODS, { value: form.ratePeriodSeconds, label: `${form.ratePeriodSeconds} seconds` }]
            }
            onChange={(event) => onChange({ ratePeriodSeconds: event.target.value })}
          />
        )}
      </Field>
      <TextField
        label="At once"
        type="number"
        min={1}
        max={MAX_LANE_CONCURRENCY}
        value={form.maxConcurrency}
        placeholder="as many as it bears"
        onChange={(event) => onChange({ maxConcurrency: event.target.value })}
        hint={`Requests in flight, at most ${MAX_LANE_CONCURRENCY}.`}
        error={errorOf("maxConcurrency")}
      />
      <TextField
        label="Seconds to answer"
        type="number"
        min={MIN_TIMEOUT_SECONDS}
        max={MAX_TIMEOUT_SECONDS}
        value={form.timeoutSeconds}
        onChange={(event) => onChange({ timeoutSeconds: event.target.value })}
        hint={`${MIN_TIMEOUT_SECONDS} to ${MAX_TIMEOUT_SECONDS}; then it counts as failed.`}
        error={errorOf("timeoutSeconds")}
      />
    </div>
  );
}

const PERIODS = [
  { value: "1", label: "a second" },
  { value: "60", label: "a minute" },
  { value: "3600", label: "an hour" },
];
