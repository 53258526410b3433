import { clsx } from "clsx";
import type { FailingOut } from "@/lib/contracts/subscription";
import { Countdown, Time } from "../common/Time";

const WARN_AT = [50, 70, 90];

/** An endpoint that has taken nothing for a while: how far it is on the way to being switched off. */
export function FailingLine({ failing }: { failing: FailingOut }) {
  const { since, percent, warnings, disablesAt } = failing;
  return (
    <div className="border-rule border-b px-3.5 py-3">
      <p>
        <b className="font-semibold text-dead">Nothing has arrived here since it began to fail</b>{" "}
        <span className="text-soft">
          <Time at={since} />.{" "}
          {disablesAt === null ? (
            "It is never switched off by itself."
          ) : (
            <>
              If that stays so, it is switched off <Countdown at={disablesAt} />; one success ends this.
            </>
          )}
        </span>
      </p>
      {disablesAt === null ? null : (
        <div className="mt-2.5 flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <Scale percent={percent} />
          <span className="text-faint text-xs">
            {percent} % of the time has passed
            {warnings.length === 0 ? "; the first warning comes at 50 %" : `; warned at ${listOf(warnings)}`}
          </span>
        </div>
      )}
    </div>
  );
}

/** A bar with a mark at each warning; a mark that was passed is filled. */
function Scale({ percent }: { percent: number }) {
  return (
    <div
      role="img"
      aria-label={`${percent} of 100 until it is switched off`}
      className="relative h-2 w-full max-w-80 rounded-pill bg-rule"
    >
      <div className="h-full rounded-pill bg-dead" style={{ width: `${percent}%` }} />
      {WARN_AT.map((level) => (
        <span
          key={level}
          title={`A warning at ${level} %`}
          style={{ left: `${level}%` }}
          className={clsx("absolute -top-0.5 h-3 w-px", level <= percent ? "bg-dead" : "bg-field-rule")}
        />
      ))}
    </div>
  );
}

/** `50 %`, `50 and 70 %`, `50, 70 and 90 %`. */
function listOf(warnings: readonly number[]): string {
  const [last, ...before] = warnings.toReversed();
  return before.length === 0 ? `${last} %` : `${before.toReversed().join(", ")} and ${last} %`;
}
