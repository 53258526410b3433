"use client";

import { clsx } from "clsx";
import { useEffect, useRef } from "react";
import { type BigMark, bigLine } from "@/lib/client/big-line";
import { formatSpan } from "@/lib/client/format";
import type { DeliveryDetailOut } from "@/lib/contracts/delivery";
import { Sign } from "../common/Sign";
import { DueTime, Time } from "../common/Time";
import { Card } from "../ui/Card";
import { WhyItWaits } from "./WhyItWaits";

/** The line, large: the attempts made, the next with its countdown, those ahead, and where it ends. */
export function BigLineCard({ delivery, isPaused }: { delivery: DeliveryDetailOut; isPaused: boolean }) {
  const { marks, earlier } = bigLine(delivery, isPaused);
  const line = useRef<HTMLOListElement>(null);
  // On a narrow screen the next attempt would be out of sight, behind those made.
  useEffect(() => {
    const scroller = line.current?.parentElement;
    const next = line.current?.querySelector<HTMLElement>("[data-next]");
    if (scroller && next) scroller.scrollLeft = next.offsetLeft + next.offsetWidth - scroller.clientWidth;
  }, []);
  return (
    <Card>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen it scrolls, and the keyboard must reach that */}
      <section aria-label="Attempts made and to come" tabIndex={0} className="overflow-x-auto px-3.5 pt-5 pb-4">
        <ol ref={line} className="flex min-w-fit">
          {earlier > 0 ? (
            <li className="self-center pr-3 text-faint text-xs whitespace-nowrap">{earlier} earlier</li>
          ) : null}
          {marks.map((mark, index) => (
            <BigLineMark key={mark.key} mark={mark} isLast={index === marks.length - 1} />
          ))}
        </ol>
      </section>
      {delivery.status === "pending" ? <WhyItWaits delivery={delivery} /> : null}
    </Card>
  );
}

function BigLineMark({ mark, isLast }: { mark: BigMark; isLast: boolean }) {
  const isAhead = mark.kind === "next" || mark.kind === "ahead" || mark.kind === "end";
  return (
    <li
      data-next={mark.kind === "next" || undefined}
      className={clsx("relative flex min-w-24 flex-1 flex-col", isLast && "min-w-16 flex-none")}
    >
      {isLast ? null : (
        <span
          aria-hidden
          className={clsx(
            "absolute top-2.25 right-1 left-5.5 border-t-2",
            mark.leadsAhead ? "border-field-rule border-dotted" : "border-rule-strong",
          )}
        />
      )}
      <svg aria-hidden width="19" height="19" viewBox="0 0 19 19" className="-ml-px">
        {mark.kind === "end" ? (
          <rect x="3.5" y="3.5" width="12" height="12" fill="none" stroke="var(--color-dead)" strokeWidth="2" />
        ) : (
          <Sign mark={mark.kind} x={9.5} y={9.5} r={mark.kind === "ahead" ? 5.5 : 7} />
        )}
      </svg>
      <span
        className={clsx(
          "mt-2 pr-2 text-xs whitespace-nowrap",
          mark.kind === "next" ? "font-medium text-retry" : isAhead ? "text-faint" : "text-soft",
        )}
      >
        <MarkLabel mark={mark} />
      </span>
    </li>
  );
}

function MarkLabel({ mark }: { mark: BigMark }) {
  if (mark.label !== null) return mark.label;
  if (mark.kind === "next" && mark.at !== null) return <DueTime at={mark.at} />;
  if (mark.waitMs !== null) return `+${formatSpan(mark.waitMs)}`;
  return <Time at={mark.at} />;
}
