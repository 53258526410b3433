"use client";

import { Line, LineChart, ResponsiveContainer, Tooltip } from "recharts";
import { formatMs } from "@/lib/client/format";
import { axes } from "./axes";
import { ChartTooltip } from "./ChartTooltip";
import type { SeriesPoint } from "./prepare/series-points";

/** Told apart by their strokes as well: solid, dashed, dotted. */
export const LATENCY_LINES = [
  { name: "p50Ms", label: "p50", dash: undefined },
  { name: "p95Ms", label: "p95", dash: "6 3" },
  { name: "p99Ms", label: "p99", dash: "1.5 3" },
] as const;

interface LatencyLinesProps {
  points: SeriesPoint[];
  bucketMs: number;
  height: number;
  label: string;
}

/** A time without attempts is a gap; a lone point is drawn as one. */
export function LatencyLines({ points, bucketMs, height, label }: LatencyLinesProps) {
  return (
    <div role="img" aria-label={label} className="px-1 pt-3 text-faint">
      <ResponsiveContainer width="100%" height={height}>
        <LineChart data={points} margin={{ top: 4, right: 12, bottom: 0, left: 0 }} accessibilityLayer={false}>
          {axes({ spanMs: points.length * bucketMs, formatValue: formatMs, width: 52 })}
          <Tooltip
            cursor={{ stroke: "var(--color-rule-strong)" }}
            isAnimationActive={false}
            content={({ active, payload }) => {
              const point = payload?.[0]?.payload as SeriesPoint | undefined;
              if (!active || !point || point.p50Ms === null) return null;
              const lines = LATENCY_LINES.map(({ name, label: text }) => ({
                label: text,
                value: formatMs(point[name] ?? 0),
                className: "text-wait",
              }));
              return <ChartTooltip at={point.at} bucketMs={bucketMs} lines={lines} />;
            }}
          />
          {LATENCY_LINES.map(({ name, dash }) => (
            <Line
              key={name}
              dataKey={name}
              stroke="var(--color-wait)"
              strokeWidth={1.6}
              {...(dash ? { strokeDasharray: dash } : {})}
              dot={{ r: 1.4, strokeWidth: 0, fill: "var(--color-wait)" }}
              connectNulls={false}
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}
