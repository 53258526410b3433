import { clsx } from "clsx";
import type { DestinationTypeOut } from "@/lib/contracts/destination-type";

interface DestinationTypeFieldProps {
  types: readonly DestinationTypeOut[];
  value: string;
  onChange: (type: string) => void;
}

/** Nothing to ask where there is one type only. */
export function DestinationTypeField({ types, value, onChange }: DestinationTypeFieldProps) {
  if (types.length < 2) return null;
  return (
    <fieldset className="mb-4.5">
      <legend className="mb-1.25 font-medium">What kind of destination?</legend>
      <div className="grid gap-2 sm:grid-cols-3">
        {types.map(({ type, label, description }) => (
          <label
            key={type}
            title={description}
            className={clsx(
              "flex min-h-9 items-center gap-2 rounded-control border px-3",
              type === value ? "border-accent bg-accent-wash" : "border-field-rule bg-panel hover:bg-sunk",
            )}
          >
            <input
              type="radio"
              name="destination-type"
              checked={type === value}
              onChange={() => onChange(type)}
              className="accent-accent"
            />
            {label}
          </label>
        ))}
      </div>
      <p className="mt-1.25 text-faint text-xs">{types.find(({ type }) => type === value)?.description}</p>
    </fieldset>
  );
}
