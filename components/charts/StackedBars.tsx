"use client";

import { useId } from "react";
import { Bar, BarChart, ResponsiveContainer, Tooltip } from "recharts";
import { formatCount } from "@/lib/client/format";
import { axes, compactCount } from "./axes";
import { ChartTooltip } from "./ChartTooltip";
import { Hatch } from "./Hatch";
import type { SeriesPoint } from "./prepare/series-points";

const MOST_BAR_WIDTH = 22;

export interface StackLayer {
  name: Exclude<keyof SeriesPoint, "at">;
  label: string;
  /** `wash`: outlined and light; `hatch`: striped; `solid`: full. */
  texture: "wash" | "hatch" | "cross" | "solid";
  tone: "ok" | "retry" | "dead" | "wait" | "skip";
}

interface StackedBarsProps {
  points: SeriesPoint[];
  layers: readonly StackLayer[];
  bucketMs: number;
  height: number | "100%";
  label: string;
  /** A click on a bar. */
  onOpen?: (at: number) => void;
}

/** Bars on top of each other, in the order of the layers; told apart by texture as well as by colour. */
export function StackedBars({ points, layers, bucketMs, height, label, onOpen }: StackedBarsProps) {
  const id = useId();
  return (
    <div
      role="img"
      aria-label={label}
      className={`h-full px-1 pt-3 text-faint ${onOpen ? "[&_svg]:cursor-pointer" : ""}`}
    >
      <ResponsiveContainer width="100%" height={height}>
        <BarChart
          data={points}
          margin={{ top: 4, right: 12, bottom: 0, left: 0 }}
          barCategoryGap={2}
          maxBarSize={MOST_BAR_WIDTH}
          accessibilityLayer={false}
          onClick={({ activeLabel }) => activeLabel !== undefined && onOpen?.(Number(activeLabel))}
        >
          <defs>
            {layers.map(({ name, texture, tone }) => (
              <Hatch
                key={name}
                id={`${id}${name}`}
                colour={`var(--color-${tone})`}
                wash={`var(--color-${tone === "skip" ? "sunk" : `${tone}-wash`})`}
                angle={texture === "cross" ? 0 : 45}
              />
            ))}
          </defs>
          {axes({ spanMs: points.length * bucketMs, formatValue: compactCount })}
          <Tooltip
            cursor={{ fill: "var(--color-sunk)" }}
            isAnimationActive={false}
            content={({ active, payload }) => {
              const point = payload?.[0]?.payload as SeriesPoint | undefined;
              if (!active || !point) return null;
              const lines = layers.map(({ name, label: text, tone }) => ({
                label: text,
                value: formatCount(point[name] ?? 0),
                className: TEXT[tone],
              }));
              return (
                <ChartTooltip
                  at={point.at}
                  bucketMs={bucketMs}
                  lines={lines}
                  {...(onOpen ? { hint: "Click to see them" } : {})}
                />
              );
            }}
          />
          {layers.map((layer) => (
            <Bar
              key={layer.name}
              dataKey={layer.name}
              stackId="all"
              fill={fillOf(layer, id)}
              stroke={`var(--color-${layer.tone})`}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

const TEXT: Record<StackLayer["tone"], string> = {
  ok: "text-ok",
  retry: "text-retry",
  dead: "text-dead",
  wait: "text-wait",
  skip: "text-skip",
};

function fillOf({ name, texture, tone }: StackLayer, id: string): string {
  if (texture === "solid") return `var(--color-${tone})`;
  return texture === "wash" ? `var(--color-${tone}-wash)` : `url(#${id}${name})`;
}
