import { formatClock, formatDay } from "@/lib/client/format";

interface ChartTooltipProps {
  at: number;
  bucketMs: number;
  lines: readonly { label: string; value: string; className: string }[];
  /** What a click does. */
  hint?: string;
}

const MOST_OF_A_DAY_MS = 3_600_000;

export function ChartTooltip({ at, bucketMs, lines, hint }: ChartTooltipProps) {
  const day = bucketMs >= MOST_OF_A_DAY_MS ? `${formatDay(at)}, ` : "";
  return (
    <div className="rounded-control border border-rule-strong bg-panel px-3 py-2 text-ink text-xs">
      <div className="mb-1 font-medium">
        {day}
        {formatClock(at).slice(0, 5)} to {formatClock(at + bucketMs).slice(0, 5)}
      </div>
      {lines.map(({ label, value, className }) => (
        <div key={label} className="flex justify-between gap-4">
          <span className={className}>{label}</span>
          <span>{value}</span>
        </div>
      ))}
      {hint ? <div className="mt-1 text-faint">{hint}</div> : null}
    </div>
  );
}
