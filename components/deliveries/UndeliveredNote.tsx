"use client";

import { countOf } from "@/lib/client/format";
import { useUndelivered } from "@/lib/client/hooks/use-undelivered";
import { TIME_WINDOWS } from "@/lib/client/time-window";

/** How the events that a figure counted and the deliveries in the list belong together. */
export function UndeliveredNote({ window }: { window: string }) {
  const counts = useUndelivered(window).data;
  const time = TIME_WINDOWS.find(({ value }) => value === window)?.label ?? window;
  return (
    <p className="-mt-2 mb-3.5 max-w-3xl text-soft">
      {counts
        ? `${countOf(counts.events, "event")} of the ${time} ${counts.events === 1 ? "has" : "have"} not arrived everywhere: ${countOf(counts.deliveries, "delivery is", "deliveries are")} missing.`
        : `What was accepted in the ${time} and has not arrived everywhere.`}
      {counts && counts.unrouted > 0 ? ` ${countOf(counts.unrouted, "event")} not routed yet.` : ""}
    </p>
  );
}
