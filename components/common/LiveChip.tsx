"use client";

import { useIsAnswered } from "@/lib/client/hooks/use-is-answered";

/** Says whether the list moves by itself. */
export function LiveChip({ isLive: isMoving }: { isLive: boolean }) {
  const isAnswered = useIsAnswered();
  const isLive = isMoving && isAnswered;
  const word = isAnswered ? (isMoving ? "live" : "standing still") : "no answer, shown as it was";
  return (
    <span className="inline-flex items-center gap-1.75 rounded-pill border border-rule bg-panel px-2.75 py-0.5 text-xs">
      <span
        aria-hidden
        className={isLive ? "breathe size-2 rounded-pill bg-ok" : "size-2 rounded-pill border border-field-rule"}
      />
      <span className={isLive ? "text-ok" : isAnswered ? "text-faint" : "text-retry"}>{word}</span>
    </span>
  );
}
