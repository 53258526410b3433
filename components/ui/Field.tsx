import { clsx } from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";

export const CONTROL =
  "block w-full rounded-control border border-field-rule bg-panel px-2.75 py-1.75 text-ink placeholder:text-faint focus-visible:outline-2 focus-visible:outline-offset-[-1px] focus-visible:outline-accent aria-invalid:border-dead";

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  /** Wrong already, though the hint says why. */
  invalid?: boolean;
  children: (control: { id: string; "aria-describedby"?: string; "aria-invalid"?: true }) => ReactNode;
}

/** Label above, hint below; an error takes the hint's place and is tied to the control. */
export function Field({ label, hint, error, invalid = false, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className="mb-4.5">
      <label htmlFor={id} className="mb-1.25 block font-medium">
        {label}
      </label>
      {children({
        id,
        ...(note ? { "aria-describedby": noteId } : {}),
        ...(error || invalid ? { "aria-invalid": true as const } : {}),
      })}
      {note ? (
        <p id={noteId} className={clsx("mt-1.25 text-xs", error ? "text-dead" : "text-faint")}>
          {error ? capitalise(error) : note}
        </p>
      ) : null}
    </div>
  );
}

interface TextFieldProps extends Omit<ComponentProps<"input">, "id"> {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  invalid?: boolean;
}

export function TextField({ label, hint, error, invalid = false, className, ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} invalid={invalid}>
      {(control) => <input {...control} {...rest} className={clsx(CONTROL, className)} />}
    </Field>
  );
}

/** The API's messages follow the name of the field; here they stand alone. */
function capitalise(text: string): string {
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
