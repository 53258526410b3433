"use client";

import { formatExact, formatRelative, formatSpan } from "@/lib/client/format";
import { useNow } from "@/lib/client/hooks/use-now";

interface TimeProps {
  /** ISO 8601; null is drawn as a dash. */
  at: string | null;
}

/** Relative, and on hover exact with the reader's zone. Before the page is alive it shows the ISO text. */
export function Time({ at }: TimeProps) {
  const now = useNow();
  if (at === null) return <span className="text-faint">–</span>;
  const ms = Date.parse(at);
  return (
    <time dateTime={at} title={now === null ? at : formatExact(ms)} className="whitespace-nowrap">
      {now === null ? at : formatRelative(ms, now)}
    </time>
  );
}

/** `in 4 min 12 s`, counting down; `due now` once it is past. */
export function Countdown({ at }: { at: string }) {
  const now = useNow();
  const left = now === null ? null : Date.parse(at) - now;
  return (
    <time dateTime={at} title={now === null ? at : formatExact(Date.parse(at))} className="whitespace-nowrap">
      {left === null ? at : left > 0 ? `in ${formatSpan(left)}` : "due now"}
    </time>
  );
}
