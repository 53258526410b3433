import type { Mark } from "@/lib/client/delivery-state";

interface SignProps {
  mark: Mark;
  /** Centre and half-width in the units of the surrounding svg. */
  x: number;
  y: number;
  r: number;
}

/** One of the five signs, drawn inside an svg. Shape says what colour says. */
export function Sign({ mark, x, y, r }: SignProps) {
  const stroke = r * 0.36;
  switch (mark) {
    case "delivered":
      return <circle cx={x} cy={y} r={r} fill="var(--color-ok)" />;
    case "failed":
      return <Cross x={x} y={y} r={r} stroke="var(--color-retry)" />;
    case "failed-for-good":
      return <Cross x={x} y={y} r={r} stroke="var(--color-dead)" />;
    case "next":
      return (
        <circle
          cx={x}
          cy={y}
          r={r - stroke / 2}
          fill="var(--color-panel)"
          stroke="var(--color-retry)"
          strokeWidth={stroke}
        />
      );
    case "ahead":
      return (
        <circle
          cx={x}
          cy={y}
          r={r - stroke / 2}
          fill="var(--color-panel)"
          stroke="var(--color-field-rule)"
          strokeWidth={stroke * 0.85}
        />
      );
    case "dead":
      return <rect x={x - r * 0.9} y={y - r * 0.9} width={r * 1.8} height={r * 1.8} fill="var(--color-dead)" />;
    case "skipped":
    case "cancelled":
      return <path d={`M${x - r} ${y}h${2 * r}`} stroke="var(--color-skip)" strokeWidth={stroke} />;
    default:
      return mark satisfies never;
  }
}

function Cross({ x, y, r, stroke }: { x: number; y: number; r: number; stroke: string }) {
  const d = r * 0.86;
  return (
    <path
      d={`M${x - d} ${y - d}l${2 * d} ${2 * d}M${x + d} ${y - d}l${-2 * d} ${2 * d}`}
      stroke={stroke}
      strokeWidth={r * 0.42}
    />
  );
}
