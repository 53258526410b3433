import type { DeliveryState } from "@/lib/contracts/delivery";
import { Checkbox } from "../ui/Checkbox";
import { Field, TextField } from "../ui/Field";
import { type Option, Select } from "../ui/Select";
import type { NewReplayForm } from "./new-replay-draft";

const STATES: { state: DeliveryState; label: string }[] = [
  { state: "dead", label: "Dead letters" },
  { state: "delivered", label: "Delivered" },
  { state: "cancelled", label: "Cancelled" },
  { state: "skipped", label: "Skipped" },
];

interface ReplayFieldsProps {
  form: NewReplayForm;
  destinations: readonly Option[];
  onChange: (changes: Partial<NewReplayForm>) => void;
}

/** Which deliveries. */
export function ReplayWhatFields({ form, destinations, onChange }: ReplayFieldsProps) {
  const toggle = (state: DeliveryState) =>
    onChange({
      states: form.states.includes(state) ? form.states.filter((one) => one !== state) : [...form.states, state],
    });
  return (
    <>
      <fieldset className="mb-4.5">
        <legend className="mb-1.25 font-medium">What should be sent again?</legend>
        <div className="flex flex-wrap gap-x-5 gap-y-1.5">
          {STATES.map(({ state, label }) => (
            <Checkbox key={state} label={label} checked={form.states.includes(state)} onChange={() => toggle(state)} />
          ))}
        </div>
      </fieldset>
      <Field label="Of which subscription?">
        {(control) => (
          <Select
            {...control}
            className="w-full max-w-md"
            value={form.subscriptionId}
            options={[{ value: "", label: "All of them" }, ...destinations]}
            onChange={({ target }) => onChange({ subscriptionId: target.value })}
          />
        )}
      </Field>
      <TextField
        label="Of which event types?"
        value={form.types}
        placeholder="order.*, invoice.paid"
        spellCheck={false}
        autoComplete="off"
        className="max-w-md font-mono text-mono"
        hint="Several are separated by commas; empty means all."
        onChange={({ target }) => onChange({ types: target.value })}
      />
      <div className="grid max-w-md gap-x-3.5 sm:grid-cols-2">
        <TextField
          label="Accepted after"
          type="datetime-local"
          value={form.after}
          onChange={({ target }) => onChange({ after: target.value })}
        />
        <TextField
          label="and before"
          type="datetime-local"
          value={form.before}
          onChange={({ target }) => onChange({ before: target.value })}
        />
      </div>
    </>
  );
}
