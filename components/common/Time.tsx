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
export function Countdown({ at, past = "any moment now" }: CountdownProps) {
  const atMs = Date.parse(at);
  const left = atMs - useNow();
  const isAlive = useIsAlive();
  return (
    <time dateTime={at} title={isAlive ? formatExact(atMs) : undefined} className="whitespace-nowrap">
      {left > 0 ? `in ${formatSpan(left)}` : past}
    </time>
  );
}

const DUE_NOW_MS = 10_000;

/** When something is to be tried; what is due for longer is held back by something, so it says since when. */
export function DueTime({ at }: { at: string }) {
  const atMs = Date.parse(at);
  const now = useNow();
  return <Countdown at={at} past={now - atMs < DUE_NOW_MS ? "due now" : `due ${formatRelative(atMs, now)}`} />;
}
