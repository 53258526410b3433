import type { Mark } from "@/lib/client/delivery-state";
import { Sign } from "./Sign";

const STEP = 16;
const RADIUS = 4.5;
const HEIGHT = 12;

const WORDS: Record<Mark, string> = {
  delivered: "delivered",
  failed: "failed",
  "failed-for-good": "failed",
  next: "next",
  ahead: "to come",
  dead: "dead",
  skipped: "skipped",
  cancelled: "cancelled",
};

/** The line: plugs on a wire, oldest at the left. */
export function Line({ marks }: { marks: readonly Mark[] }) {
  if (marks.length === 0) return <span className="text-faint text-xs">none yet</span>;
  const width = (marks.length - 1) * STEP + 2 * RADIUS + 1;
  const centre = (index: number) => RADIUS + 0.5 + index * STEP;
  return (
    <svg
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      role="img"
      aria-label={sentence(marks)}
      className="inline-block align-middle"
    >
      {marks.slice(1).map((mark, index) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its place on the line
          key={index}
          d={`M${centre(index) + RADIUS + 1} ${HEIGHT / 2}H${centre(index + 1) - RADIUS - 1}`}
          stroke={mark === "ahead" ? "var(--color-rule-strong)" : "var(--color-field-rule)"}
        />
      ))}
      {marks.map((mark, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its place on the line
        <Sign key={index} mark={mark} x={centre(index)} y={HEIGHT / 2} r={RADIUS} />
      ))}
    </svg>
  );
}

/** `2 failed, 1 next, 5 to come`: runs of equal marks, oldest first. */
function sentence(marks: readonly Mark[]): string {
  const runs: { word: string; count: number }[] = [];
  for (const mark of marks) {
    const last = runs.at(-1);
    if (last?.word === WORDS[mark]) last.count += 1;
    else runs.push({ word: WORDS[mark], count: 1 });
  }
  return runs.map(({ word, count }) => `${count} ${word}`).join(", ");
}
