import { formatMs } from "@/lib/client/format";
import type { AttemptOut } from "@/lib/contracts/attempt";
import { drawnPhases, timingPhases } from "./timing-phases";

/** Where the time of an attempt went; its length is that of the longest attempt's. */
export function TimingBar({ attempt, longest }: { attempt: AttemptOut; longest: number }) {
  const phases = drawnPhases(attempt);
  const total = Math.max(
    phases.reduce((sum, { ms }) => sum + ms, 0),
    0.1,
  );
  return (
    <div
      aria-hidden
      className="mt-1.75 flex h-1.75 overflow-hidden rounded-[3px] bg-rule"
      style={{ width: `${Math.min(100, Math.max((total / longest) * 100, 4))}%` }}
    >
      {phases.map(({ name, ms, colour }) => (
        <span key={name} className={colour} style={{ width: `${(ms / total) * 100}%` }} />
      ))}
    </div>
  );
}

/** The same in figures. */
export function TimingList({ attempt }: { attempt: AttemptOut }) {
  return (
    <ul className="mt-1.75 flex flex-wrap gap-x-3.5 gap-y-0.5 text-faint text-xs">
      {timingPhases(attempt).map(({ name, ms, colour }) => (
        <li key={name} className="inline-flex items-center gap-1.25">
          <i aria-hidden className={`size-2 rounded-[2px] ${colour}`} />
          {name} <span className="text-soft">{formatMs(ms)}</span>
        </li>
      ))}
      <li>
        total <span className="text-soft">{formatMs(attempt.durationMs)}</span>
      </li>
    </ul>
  );
}
