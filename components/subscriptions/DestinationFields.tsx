import type { DestinationFieldOut, DestinationTypeOut } from "@/lib/contracts/destination-type";
import { Checkbox } from "../ui/Checkbox";
import { Field, TextField } from "../ui/Field";
import { Select } from "../ui/Select";
import { HeadersField } from "./HeadersField";

interface DestinationFieldsProps {
  type: DestinationTypeOut;
  config: Record<string, unknown>;
  /** What the API says of a field of the config. */
  errorOf: (field: string) => string | undefined;
  onChange: (config: Record<string, unknown>) => void;
}

/** The fields of a destination, drawn from the metadata of its type: a new type needs no form of its own. */
export function DestinationFields({ type, config, errorOf, onChange }: DestinationFieldsProps) {
  return type.fields.map((field) => (
    <DestinationField
      key={field.name}
      field={field}
      value={config[field.name]}
      error={errorOf(field.name)}
      onChange={(value) => onChange({ ...config, [field.name]: value })}
    />
  ));
}

interface DestinationFieldProps {
  field: DestinationFieldOut;
  value: unknown;
  error: string | undefined;
  onChange: (value: unknown) => void;
}

function DestinationField({ field, value, error, onChange }: DestinationFieldProps) {
  const { kind, label, help, required, options = [] } = field;
  const text = typeof value === "string" ? value : "";
  switch (kind) {
    case "headers":
      return <HeadersField label={label} hint={help} value={recordOf(value)} error={error} onChange={onChange} />;
    case "boolean":
      return (
        <div className="mb-4.5">
          <Checkbox
            label={label}
            hint={help}
            checked={value === true}
            onChange={(event) => onChange(event.target.checked)}
          />
        </div>
      );
    case "select":
      return (
        <Field label={label} hint={help} error={error}>
          {(control) => (
            <Select {...control} options={options} value={text} onChange={(event) => onChange(event.target.value)} />
          )}
        </Field>
      );
    case "url":
    case "text":
    case "secret":
      return (
        <TextField
          label={kind === "url" ? "Where should events go?" : label}
          type={kind === "url" ? "url" : "text"}
          required={required}
          spellCheck={false}
          autoComplete="off"
          placeholder={kind === "url" ? "https://shop.example/hooks" : undefined}
          value={text}
          onChange={(event) => onChange(event.target.value)}
          className="font-mono text-mono"
          hint={help}
          error={error}
        />
      );
    default:
      return kind satisfies never;
  }
}

function recordOf(value: unknown): Record<string, string> {
  return typeof value === "object" && value !== null ? (value as Record<string, string>) : {};
}
