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

/** Behind something that holds it back, what is due for longer is due since then, and not any moment. */
const DUE_NOW_MS = 10_000;

interface CountdownProps {
  at: string;
  /** What stands there once it is past: of a sentence, its end. Left out: since when it is due. */
  past?: string;
}

/** `in 4 min 12 s`, counting down. */
export function Countdown({ at, past }: CountdownProps) {
  const atMs = Date.parse(at);
  const now = useNow();
  const isAlive = useIsAlive();
  const due = now - atMs < DUE_NOW_MS ? "due now" : `due ${formatRelative(atMs, now)}`;
  return (
    <time dateTime={at} title={isAlive ? formatExact(atMs) : undefined} className="whitespace-nowrap">
      {atMs > now ? `in ${formatSpan(atMs - now)}` : (past ?? due)}
    </time>
  );
}
