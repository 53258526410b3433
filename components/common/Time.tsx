"use client";

import { formatExact, formatRelative, formatSpan } from "@/lib/client/format";
import { useIsAlive, useNow } from "@/lib/client/hooks/use-now";

interface TimeProps {
  /** ISO 8601; null is drawn as a dash. */
  at: string | null;
}

/** Relative, and on hover exact with the reader's zone. */
export function Time({ at }: TimeProps) {
  const now = useNow();
  const isAlive = useIsAlive();
  if (at === null) return <span className="text-faint">–</span>;
  const ms = Date.parse(at);
  return (
    <time dateTime={at} title={isAlive ? formatExact(ms) : undefined} className="whitespace-nowrap">
      {formatRelative(ms, now)}
    </time>
  );
}

interface CountdownProps {
  at: string;
  /** What stands there once it is past: of a sentence, its end. */
  past?: string;
}

/** `in 4 min 12 s`, counting down. */
export function Countdown({ at, past = "due now" }: CountdownProps) {
  const left = Date.parse(at) - useNow();
  const isAlive = useIsAlive();
  return (
    <time dateTime={at} title={isAlive ? formatExact(Date.parse(at)) : undefined} className="whitespace-nowrap">
      {left > 0 ? `in ${formatSpan(left)}` : past}
    </time>
  );
}
