import type { SubscriptionForm } from "@/lib/client/subscription-draft";
import { Field, TextField } from "../ui/Field";
import { Select } from "../ui/Select";

const ORDERS = [
  { value: "none", label: "As fast as possible, in any order" },
  { value: "all", label: "One after the other, in order" },
  { value: "key", label: "In order for each key, keys side by side" },
];
const ON_DEAD = [
  { value: "continue", label: "Go on with the next" },
  { value: "block", label: "Stop there until somebody replays or skips it" },
];

interface OrderingFieldProps {
  form: SubscriptionForm;
  errorOf: (field: string) => string | undefined;
  onChange: (change: Partial<SubscriptionForm>) => void;
}

export function OrderingField({ form, errorOf, onChange }: OrderingFieldProps) {
  return (
    <>
      <Field label="Order" error={errorOf("ordering")}>
        {(control) => (
          <Select
            {...control}
            options={ORDERS}
            value={form.ordering}
            onChange={(event) => onChange({ ordering: event.target.value as SubscriptionForm["ordering"] })}
          />
        )}
      </Field>
      {form.ordering === "key" ? (
        <TextField
          label="Key"
          required
          value={form.orderingKey}
          placeholder="data.order_id"
          spellCheck={false}
          onChange={(event) => onChange({ orderingKey: event.target.value })}
          className="font-mono text-mono"
          hint="A JMESPath on the event, such as data.order_id; events with the same value keep their order."
          error={errorOf("ordering.key")}
        />
      ) : null}
      {form.ordering === "none" ? null : (
        <Field
          label="When one of them is dead"
          hint={
            form.onDead === "block"
              ? "Nothing behind it is sent meanwhile; the health page shows what stands in the way."
              : "The next one is sent, so the receiver may miss one in its order."
          }
          error={errorOf("ordering.onDead")}
        >
          {(control) => (
            <Select
              {...control}
              options={ON_DEAD}
              value={form.onDead}
              onChange={(event) => onChange({ onDead: event.target.value as SubscriptionForm["onDead"] })}
            />
          )}
        </Field>
      )}
    </>
  );
}
