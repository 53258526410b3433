import type { SubscriptionForm } from "@/lib/client/subscription-draft";
import { Checkbox } from "../ui/Checkbox";
import { Field, TextField } from "../ui/Field";
import { Select } from "../ui/Select";

const CHOICES = [
  { value: "installation", label: "When the operator of this service says so" },
  { value: "after", label: "After a time of my own" },
  { value: "never", label: "Never" },
] as const;
const MOST_HOURS = 8_760;

interface FailureFieldsProps {
  form: SubscriptionForm;
  errorOf: (field: string) => string | undefined;
  onChange: (change: Partial<SubscriptionForm>) => void;
}

/** What becomes of an endpoint that stays broken, and of its dead letters once it is well. */
export function FailureFields({ form, errorOf, onChange }: FailureFieldsProps) {
  const error = errorOf("disableAfterHours");
  const isOwn = form.switchOff === "after";
  return (
    <>
      <Field
        label="Switch it off when it does nothing but fail"
        hint="Warnings at 50, 70 and 90 % of that time stand here and in the audit log. Switched off, it gets nothing until somebody enables it."
        error={isOwn ? undefined : error}
      >
        {(control) => (
          <Select
            {...control}
            options={CHOICES}
            value={form.switchOff}
            onChange={(event) => onChange({ switchOff: event.target.value as SubscriptionForm["switchOff"] })}
          />
        )}
      </Field>
      {isOwn ? (
        <TextField
          label="Hours without one success"
          type="number"
          required
          min={1}
          max={MOST_HOURS}
          value={form.switchOffHours}
          onChange={(event) => onChange({ switchOffHours: event.target.value })}
          error={error}
        />
      ) : null}
      <Checkbox
        label="Send its dead letters again by itself"
        checked={form.drainDeadLetters}
        onChange={(event) => onChange({ drainDeadLetters: event.target.checked })}
        hint="Gently and once, as soon as it takes deliveries again. Else they wait until somebody replays them."
      />
    </>
  );
}
