import { formatMs } from "@/lib/client/format";
import type { AttemptOut } from "@/lib/contracts/attempt";

const PHASES = [
  { name: "DNS", colour: "bg-skip" },
  { name: "connect, TLS", colour: "bg-wait" },
  { name: "waiting", colour: "bg-retry" },
  { name: "body", colour: "bg-accent" },
] as const;

/** Where the time of an attempt went; its length is that of the longest attempt's. */
export function TimingBar({ attempt, longest }: { attempt: AttemptOut; longest: number }) {
  const parts = phasesOf(attempt);
  const total = Math.max(attempt.durationMs, 1);
  const label = PHASES.map(({ name }, index) => `${name} ${formatMs(parts[index] ?? 0)}`).join(", ");
  return (
    <div
      role="img"
      aria-label={label}
      title={label}
      className="mt-1.75 flex h-1.75 overflow-hidden rounded-[3px] bg-rule"
      style={{ width: `${Math.max((total / longest) * 100, 4)}%` }}
    >
      {PHASES.map(({ name, colour }, index) => (
        <span key={name} className={colour} style={{ width: `${((parts[index] ?? 0) / total) * 100}%` }} />
      ))}
    </div>
  );
}

export function TimingLegend() {
  return (
    <span className="flex flex-wrap gap-x-3.5">
      {PHASES.map(({ name, colour }) => (
        <span key={name} className="inline-flex items-center gap-1.25">
          <i aria-hidden className={`size-2.25 rounded-[2px] ${colour}`} />
          {name}
        </span>
      ))}
    </span>
  );
}

/** In the order of PHASES. An attempt that never got a first byte waited for it to the end. */
function phasesOf({ timings, durationMs }: AttemptOut): [number, number, number, number] {
  const dns = timings.dnsMs ?? 0;
  const open = (timings.connectMs ?? 0) + (timings.tlsMs ?? 0);
  const rest = Math.max(durationMs - dns - open, 0);
  if (timings.firstByteMs === null) return [dns, open, rest, 0];
  const waiting = Math.min(Math.max(timings.firstByteMs - dns - open, 0), rest);
  return [dns, open, waiting, rest - waiting];
}
