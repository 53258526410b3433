import type { FilterTryOut } from "@/lib/contracts/filter-try";
import { TextField } from "../ui/Field";

interface FilterFieldProps {
  value: string;
  onChange: (filter: string) => void;
  /** What trying it said; undefined while that is not known. */
  tried: FilterTryOut | undefined;
  /** Why the API refused it. */
  error: string | undefined;
}

/** Checked as it is typed; where it cannot be read, the place is marked. */
export function FilterField({ value, onChange, tried, error }: FilterFieldProps) {
  const problem = value.trim() === "" ? null : (tried?.error ?? null);
  return (
    <TextField
      label={
        <>
          Only if <span className="font-normal text-faint">(JMESPath on the event, optional)</span>
        </>
      }
      value={value}
      onChange={(event) => onChange(event.target.value)}
      spellCheck={false}
      autoComplete="off"
      placeholder="data.total_amount > `10000`"
      className="font-mono text-mono"
      invalid={problem !== null}
      error={error}
      hint={problem ? <Problem expression={value.trim()} {...problem} /> : <Hint value={value} tried={tried} />}
    />
  );
}

function Hint({ value, tried }: { value: string; tried: FilterTryOut | undefined }) {
  if (value.trim() === "") return "Without one, every event of these types is sent.";
  return tried ? <span className="text-ok">✓ This filter is valid.</span> : "Checking…";
}

function Problem({ expression, message, position }: { expression: string; message: string; position: number | null }) {
  return (
    <span className="text-dead">
      {message}
      {position === null ? null : (
        <span className="mt-1 block overflow-x-auto whitespace-pre font-mono text-mono">
          <span className="text-faint">{expression.slice(0, position)}</span>
          <mark className="rounded-[2px] bg-dead-wash text-dead underline decoration-wavy">
            {expression.slice(position) || "␣"}
          </mark>
        </span>
      )}
    </span>
  );
}
