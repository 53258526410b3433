import { TextField } from "../ui/Field";

interface FilterFieldProps {
  value: string;
  onChange: (filter: string) => void;
  /** What is wrong with it; null when it compiles, undefined while that is not known. */
  problem: string | null | undefined;
  /** Why the API refused it. */
  error: string | undefined;
}

/** Checked as it is typed. */
export function FilterField({ value, onChange, problem, error }: FilterFieldProps) {
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
      error={error ?? problem ?? undefined}
      hint={
        problem === null ? (
          <span className="text-ok">This filter is valid.</span>
        ) : (
          "Without one, every event of these types is sent."
        )
      }
    />
  );
}
