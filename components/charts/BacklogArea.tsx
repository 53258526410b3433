"use client";

import { Area, AreaChart, ResponsiveContainer, Tooltip } from "recharts";
import { formatCount } from "@/lib/client/format";
import { axes, compactCount } from "./axes";
import { ChartTooltip } from "./ChartTooltip";
import type { SeriesPoint } from "./prepare/series-points";

interface BacklogAreaProps {
  points: SeriesPoint[];
  bucketMs: number;
  height: number;
  label: string;
}

/** The most that waited in each time; a time in which nobody looked is a gap. */
export function BacklogArea({ points, bucketMs, height, label }: BacklogAreaProps) {
  return (
    <div role="img" aria-label={label} className="px-1 pt-3 text-faint">
      <ResponsiveContainer width="100%" height={height}>
        <AreaChart data={points} margin={{ top: 4, right: 12, bottom: 0, left: 0 }} accessibilityLayer={false}>
          {axes({ spanMs: points.length * bucketMs, formatValue: compactCount })}
          <Tooltip
            cursor={{ stroke: "var(--color-rule-strong)" }}
            isAnimationActive={false}
            content={({ active, payload }) => {
              const point = payload?.[0]?.payload as SeriesPoint | undefined;
              if (!active || !point || point.backlog === null) return null;
              const lines = [{ label: "waiting", value: formatCount(point.backlog), className: "text-retry" }];
              return <ChartTooltip at={point.at} bucketMs={bucketMs} lines={lines} />;
            }}
          />
          <Area
            dataKey="backlog"
            type="stepAfter"
            stroke="var(--color-retry)"
            strokeWidth={1.6}
            fill="var(--color-retry-wash)"
            dot={{ r: 1.2, strokeWidth: 0, fill: "var(--color-retry)" }}
            connectNulls={false}
            isAnimationActive={false}
          />
        </AreaChart>
      </ResponsiveContainer>
    </div>
  );
}
