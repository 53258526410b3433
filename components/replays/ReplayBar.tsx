import { clsx } from "clsx";
import { formatCount } from "@/lib/client/format";
import { replayPercent } from "@/lib/client/replay-draft";
import type { ReplayOut } from "@/lib/contracts/replay";

type Progress = Pick<ReplayOut, "total" | "done" | "skipped" | "delivered" | "pending" | "failed">;

const PARTS = [
  { name: "delivered", className: "bg-ok" },
  { name: "pending", className: "bg-wait" },
  { name: "failed", className: "bg-dead" },
  { name: "skipped", className: "bg-field-rule" },
] as const;

/** How far it is, and what became of it: the parts in their order, then what is left. */
export function ReplayBar({ replay, size = "small" }: { replay: Progress; size?: "small" | "large" }) {
  const percent = replayPercent(replay);
  return (
    <span
      role="progressbar"
      aria-label="Progress of the replay"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={`${formatCount(replay.done + replay.skipped)} of ${formatCount(replay.total)}`}
      className={clsx(
        "flex overflow-hidden rounded-pill border border-rule bg-sunk",
        size === "large" ? "h-3.5 w-full" : "h-2.25 w-full min-w-24 max-w-48",
      )}
    >
      {PARTS.map(({ name, className }) => (
        <span
          key={name}
          className={clsx("h-full transition-[width] duration-150", className)}
          style={{ width: `${replay.total === 0 ? 0 : (replay[name] / replay.total) * 100}%` }}
        />
      ))}
    </span>
  );
}

/** What the colours of the bar stand for, with the counts. */
export function ReplayLegend({ replay }: { replay: Progress }) {
  const words = { delivered: "delivered", pending: "on their way", failed: "dead again", skipped: "not sent" };
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1.5 text-sm">
      {PARTS.map(({ name, className }) => (
        <li key={name} className="flex items-center gap-1.75">
          <span aria-hidden className={clsx("size-2.25 rounded-[2px]", className)} />
          <b className="font-medium">{formatCount(replay[name])}</b>
          <span className="text-soft">{words[name]}</span>
        </li>
      ))}
    </ul>
  );
}
