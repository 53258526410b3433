import { countOf } from "@/lib/client/format";
import { Pill } from "../common/Pill";

/** Breakers that hold deliveries back now. */
export function BreakersPill({ open }: { open: number }) {
  if (open === 0)
    return (
      <Pill tone="ok" sign="●">
        closed
      </Pill>
    );
  return (
    <Pill tone="dead" sign="■">
      {countOf(open, "open", "open")}
    </Pill>
  );
}
