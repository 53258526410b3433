import { clsx } from "clsx";
import { CONTROL, Field } from "../ui/Field";

const ROWS = 10;

interface JsonFieldProps {
  label: string;
  hint: string;
  value: string;
  isValid: boolean;
  error: string | undefined;
  onChange: (text: string) => void;
}

/** JSON as text, checked as one types. */
export function JsonField({ label, hint, value, isValid, error, onChange }: JsonFieldProps) {
  return (
    <Field label={label} hint={hint} error={isValid ? error : "This is not JSON yet."}>
      {(control) => (
        <textarea
          {...control}
          value={value}
          rows={ROWS}
          spellCheck={false}
          onChange={({ target }) => onChange(target.value)}
          className={clsx(CONTROL, "resize-y font-mono text-mono")}
        />
      )}
    </Field>
  );
}
