import { type Difference, valueText } from "@/lib/client/diff";

/** Before at the left, after at the right; a sign says which side is there. */
export function DiffTable({ differences }: { differences: readonly Difference[] }) {
  return (
    <ul>
      {differences.map(({ path, before, after }) => (
        <li key={path} className="border-rule border-b py-2.25 last:border-b-0">
          <div className="mb-1 font-mono text-faint text-xs">{path}</div>
          <div className="flex flex-col gap-1 font-mono text-mono">
            <Side value={before} sign="–" label="before" className="bg-dead-wash text-dead" />
            <Side value={after} sign="+" label="after" className="bg-ok-wash text-ok" />
          </div>
        </li>
      ))}
    </ul>
  );
}

interface SideProps {
  value: unknown;
  sign: string;
  label: string;
  className: string;
}

function Side({ value, sign, label, className }: SideProps) {
  if (value === undefined) return null;
  return (
    <div className={`flex gap-2 rounded-tag px-2 py-0.5 ${className}`}>
      <span aria-hidden>{sign}</span>
      <span className="sr-only">{label}: </span>
      <span className="min-w-0 whitespace-pre-wrap break-all">{valueText(value)}</span>
    </div>
  );
}
