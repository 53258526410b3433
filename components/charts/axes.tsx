import { CartesianGrid, XAxis, YAxis } from "recharts";
import { formatClock, formatDay } from "@/lib/client/format";

const DAY_MS = 86_400_000;

/** `tick` of a time axis: the clock, or the day where the range is longer than two. */
export function timeTick(spanMs: number): (at: number) => string {
  return (at) => (spanMs > 2 * DAY_MS ? formatDay(at) : formatClock(at).slice(0, 5));
}

const TICK = { fill: "currentColor", fontSize: 11 } as const;

/** Elements, not a component: Recharts looks at its children's own types. */
export function axes({
  spanMs,
  formatValue,
  width = 36,
}: {
  spanMs: number;
  formatValue: (value: number) => string;
  width?: number;
}) {
  return [
    <CartesianGrid key="grid" vertical={false} stroke="var(--color-rule)" />,
    <XAxis
      key="x"
      dataKey="at"
      tickFormatter={timeTick(spanMs)}
      minTickGap={48}
      tickLine={false}
      axisLine={{ stroke: "var(--color-rule-strong)" }}
      tick={TICK}
    />,
    <YAxis
      key="y"
      width={width}
      allowDecimals={false}
      tickLine={false}
      axisLine={false}
      tick={TICK}
      tickCount={4}
      tickFormatter={formatValue}
    />,
  ];
}

const COMPACT = new Intl.NumberFormat("en", { notation: "compact" });

export function compactCount(count: number): string {
  return COMPACT.format(count);
}
