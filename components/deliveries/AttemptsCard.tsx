"use client";

import { clsx } from "clsx";
import { formatMs } from "@/lib/client/format";
import { outcomeAdvice, outcomeTitle, skipSentence, timingSentence } from "@/lib/client/sentences";
import type { AttemptOut } from "@/lib/contracts/attempt";
import type { DeliveryDetailOut } from "@/lib/contracts/delivery";
import { EmptyState } from "../common/EmptyState";
import { Sign } from "../common/Sign";
import { DueTime, Time } from "../common/Time";
import { Card } from "../ui/Card";
import { TimingBar, TimingList } from "./TimingBar";
import { drawnPhases } from "./timing-phases";

interface AttemptsCardProps {
  delivery: DeliveryDetailOut;
  chosenId: string | null;
  onChoose: (id: string) => void;
}

/** Newest first; the chosen one is shown beside. */
export function AttemptsCard({ delivery, chosenId, onChoose }: AttemptsCardProps) {
  const attempts = delivery.attempts.toReversed();
  const longest = Math.max(...attempts.map((attempt) => drawnPhases(attempt).reduce((sum, { ms }) => sum + ms, 0)), 1);
  return (
    <Card title="Attempts" aside={attempts.length > 0 ? `${delivery.attemptCount} of ${delivery.maxAttempts}` : null}>
      {attempts.length === 0 ? (
        <NoAttempts delivery={delivery} />
      ) : (
        <ol>
          {attempts.map((attempt) => (
            <AttemptItem
              key={attempt.id}
              {...{ attempt, longest }}
              isDead={delivery.status === "dead"}
              isChosen={attempt.id === chosenId}
              onChoose={() => onChoose(attempt.id)}
            />
          ))}
        </ol>
      )}
    </Card>
  );
}

interface AttemptItemProps {
  attempt: AttemptOut;
  longest: number;
  isDead: boolean;
  isChosen: boolean;
  onChoose: () => void;
}

function AttemptItem({ attempt, longest, isDead, isChosen, onChoose }: AttemptItemProps) {
  const mark = attempt.outcome === "succeeded" ? "delivered" : isDead ? "failed-for-good" : "failed";
  return (
    <li className={clsx("group relative grid grid-cols-[1.375rem_1fr] gap-x-3 px-3.5", isChosen && "bg-sunk")}>
      <span
        aria-hidden
        className="absolute top-0 bottom-0 left-6 w-px bg-rule-strong group-first:top-4.5 group-last:bottom-auto group-last:h-4.5"
      />
      <svg
        aria-hidden
        width="13"
        height="13"
        viewBox="0 0 13 13"
        className={clsx("relative mt-3 ml-1", isChosen ? "bg-sunk" : "bg-panel")}
      >
        <Sign mark={mark} x={6.5} y={6.5} r={5} />
      </svg>
      <div className="min-w-0 border-rule border-b py-2.25 group-last:border-b-0">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <button
            type="button"
            aria-pressed={isChosen}
            onClick={onChoose}
            className="font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
          >
            {outcomeTitle(attempt.outcome, attempt.statusCode)}
          </button>
          <span className="text-soft text-xs">
            {formatMs(attempt.durationMs)} · <Time at={attempt.startedAt} />
          </span>
        </div>
        <TimingBar attempt={attempt} longest={longest} />
        <TimingList attempt={attempt} />
        <AttemptNote attempt={attempt} />
      </div>
    </li>
  );
}

const TRIGGERS: Record<AttemptOut["trigger"], string | null> = {
  scheduled: null,
  immediate: "Repeated at once.",
  replay: "Replayed by hand.",
};

function AttemptNote({ attempt }: { attempt: AttemptOut }) {
  const { trigger, errorMessage, outcome, responseHeaders } = attempt;
  const retryAfter = responseHeaders?.["retry-after"];
  const asked = retryAfter ? `It asked for a pause: Retry-After ${retryAfter}.` : null;
  const timing = outcome === "succeeded" ? null : timingSentence(attempt);
  const sentences = [TRIGGERS[trigger], errorMessage, timing, asked, outcomeAdvice(outcome)].filter(Boolean);
  return sentences.length === 0 ? null : <p className="mt-1.5 text-faint text-xs">{sentences.join(" ")}</p>;
}

function NoAttempts({ delivery }: { delivery: DeliveryDetailOut }) {
  if (delivery.status === "skipped") {
    return (
      <EmptyState title="Never sent to this subscription.">
        It matched the event type, but {skipSentence(delivery.skipReason)}.
      </EmptyState>
    );
  }
  if (delivery.nextAttemptAt === null) return <EmptyState title="No attempt was made." />;
  return (
    <EmptyState title="No attempt yet.">
      The first one is <DueTime at={delivery.nextAttemptAt} />.
    </EmptyState>
  );
}
