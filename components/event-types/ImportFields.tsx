import { Field, TextField } from "../ui/Field";
import { Select } from "../ui/Select";
import { JsonField } from "./JsonField";

export interface ImportForm {
  text: string;
  version: string;
  describes: "data" | "envelope";
}

const DESCRIBES = [
  { value: "data", label: "the data alone" },
  { value: "envelope", label: "the whole body, with data in it" },
] as const;

interface ImportFieldsProps {
  form: ImportForm;
  isJson: boolean;
  onChange: (changes: Partial<ImportForm>) => void;
}

export function ImportFields({ form, isJson, onChange }: ImportFieldsProps) {
  const read = async (file: File | undefined) => {
    if (file) onChange({ text: await file.text() });
  };
  return (
    <>
      <Field label="A file">
        {(control) => (
          <input
            {...control}
            type="file"
            accept=".json,application/json"
            onChange={({ target }) => void read(target.files?.[0])}
            className="block w-full text-soft text-sm file:mr-3 file:rounded-control file:border file:border-rule-strong file:bg-panel file:px-2.75 file:py-1.25 file:font-medium file:text-ink"
          />
        )}
      </Field>
      <JsonField
        label="or the document itself"
        hint="OpenAPI 3.1 (webhooks) or 3.0 (x-webhooks), as JSON."
        value={form.text}
        isValid={isJson}
        error={undefined}
        onChange={(text) => onChange({ text })}
      />
      <div className="grid gap-x-3.5 sm:grid-cols-2">
        <TextField
          label="Save as version"
          value={form.version}
          required
          maxLength={50}
          onChange={({ target }) => onChange({ version: target.value })}
        />
        <Field label="The schemas describe">
          {(control) => (
            <Select
              {...control}
              className="w-full"
              value={form.describes}
              options={DESCRIBES}
              onChange={({ target }) => onChange({ describes: target.value as ImportForm["describes"] })}
            />
          )}
        </Field>
      </div>
    </>
  );
}
