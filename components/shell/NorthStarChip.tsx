"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { formatCount } from "@/lib/client/format";
import { useIsAnswered } from "@/lib/client/hooks/use-is-answered";
import { useUndelivered } from "@/lib/client/hooks/use-undelivered";

/** Exactly the rows that the figure counts. */
export const UNDELIVERED_HREF = "/deliveries?undelivered=1h";

const CHIP = "inline-flex min-h-7 min-w-0 items-center gap-1.75 rounded-pill border px-2.75 text-sm whitespace-nowrap";

/** What was not delivered in the last hour: red with the count, quiet at zero, honest when it is not known. */
export function NorthStarChip() {
  const { data, error } = useUndelivered();
  const isAnswered = useIsAnswered();
  if (!data)
    return (
      <span className={clsx(CHIP, "border-rule bg-panel text-faint")}>
        {error ? "Undelivered: not known right now" : <Waiting />}
      </span>
    );
  const isBad = data.events > 0;
  return (
    <Link
      href={UNDELIVERED_HREF}
      className={clsx(CHIP, isBad ? "border-dead bg-dead-wash text-dead" : "border-rule bg-panel text-soft")}
    >
      {isAnswered ? null : <span className="max-sm:sr-only">Hookswitch does not answer. Last known:</span>}
      <b className="font-semibold">{formatCount(data.events)}</b>
      <span className="truncate">
        <span className="max-[26rem]:sr-only">not delivered</span>
        <span className="max-sm:sr-only"> in the last hour</span>
      </span>
    </Link>
  );
}

function Waiting() {
  return <span className="breathe">Looking for undelivered…</span>;
}
