import { countOf, formatSpan } from "@/lib/client/format";
import { retrySchedule, type ScheduledAttempt } from "@/lib/client/retry-schedule";
import type { RetryPolicy } from "@/lib/contracts/retry-policy";
import { Sign } from "../common/Sign";

const WIDTH = 640;
const EDGE = 12;
const LINE_Y = 14;
const LABEL_Y = 38;
/** Two labels need this much room. */
const MIN_GAP = 70;

/** The schedule as a line: an attempt each, the time running slower the further it is, and where it ends. */
export function RetryPicture({ policy }: { policy: RetryPolicy }) {
  const schedule = retrySchedule(policy);
  const total = schedule.at(-1)?.afterMs ?? 0;
  const x = (place: number) => EDGE + place * (WIDTH - 2 * EDGE - 64);
  const sentence = `${countOf(schedule.length, "attempt")}${total > 0 ? ` over ${formatSpan(total)}` : ""}, then a dead letter, which can be replayed here or by API.`;
  return (
    <figure className="-mt-2.5 mb-4.5">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone it scrolls, and the keyboard must reach that */}
      <section aria-label="Retry schedule" tabIndex={0} className="overflow-x-auto">
        <svg viewBox={`0 0 ${WIDTH} 46`} role="img" aria-label={sentence} className="w-full min-w-130 text-faint">
          <path
            d={`M${EDGE} ${LINE_Y}H${WIDTH - EDGE}`}
            stroke="var(--color-rule-strong)"
            strokeWidth="1.5"
            strokeDasharray="2 4"
          />
          {schedule.map(({ afterMs, place }) => (
            <Sign key={afterMs} mark={afterMs === 0 ? "next" : "ahead"} x={x(place)} y={LINE_Y} r={5.5} />
          ))}
          <rect
            x={WIDTH - EDGE - 5}
            y={LINE_Y - 5}
            width="10"
            height="10"
            fill="var(--color-panel)"
            stroke="var(--color-dead)"
            strokeWidth="1.8"
          />
          {labelled(schedule, x).map(({ afterMs, place }) => (
            <text
              key={afterMs}
              x={x(place)}
              y={LABEL_Y}
              textAnchor={afterMs === 0 ? "start" : "middle"}
              fill="currentColor"
              fontSize="11"
              dx={afterMs === 0 ? -5 : 0}
            >
              {afterMs === 0 ? "at once" : `+${formatSpan(afterMs)}`}
            </text>
          ))}
          <text x={WIDTH - 2} y={LABEL_Y} textAnchor="end" fill="currentColor" fontSize="11">
            dead
          </text>
        </svg>
      </section>
      <figcaption className="mt-1 text-faint text-xs">{sentence}</figcaption>
    </figure>
  );
}

/** Those with room for their label: the first and the last always, between them from the left. */
function labelled(schedule: readonly ScheduledAttempt[], x: (place: number) => number): ScheduledAttempt[] {
  const last = schedule.at(-1);
  let end = 0;
  return schedule.filter((attempt) => {
    const at = x(attempt.place);
    const fits = attempt === last || (at - end >= MIN_GAP && (last === undefined || x(last.place) - at >= MIN_GAP));
    const isShown = attempt.afterMs === 0 || fits;
    if (isShown) end = at;
    return isShown;
  });
}
