import { Checkbox } from "../ui/Checkbox";
import { Field, TextField } from "../ui/Field";
import { type Option, Select } from "../ui/Select";
import { DEFAULT_RATE, type NewReplayForm } from "./new-replay-draft";

interface ReplayFieldsProps {
  form: NewReplayForm;
  destinations: readonly Option[];
  onChange: (changes: Partial<NewReplayForm>) => void;
}

/** Where to, and how fast. */
export function ReplayHowFields({ form, destinations, onChange }: ReplayFieldsProps) {
  return (
    <>
      <Field label="Where to?">
        {(control) => (
          <Select
            {...control}
            className="w-full max-w-md"
            value={form.targetId}
            options={[{ value: "", label: "The subscriptions they were for" }, ...destinations]}
            onChange={({ target }) => onChange({ targetId: target.value })}
          />
        )}
      </Field>
      {form.targetId === "" ? null : (
        <div className="-mt-1.5 mb-4.5">
          <Checkbox
            label="Only what it never had"
            hint="Gives a new subscription the history, without sending anything twice."
            checked={form.onlyMissing}
            onChange={({ target }) => onChange({ onlyMissing: target.checked })}
          />
        </div>
      )}
      <TextField
        label="How many a second, at most?"
        type="number"
        min={1}
        max={1_000}
        required
        value={form.rate}
        className="max-w-28"
        hint="So that the endpoint bears it; live traffic goes first in any case."
        onChange={({ target }) => onChange({ rate: target.valueAsNumber || DEFAULT_RATE })}
      />
    </>
  );
}
