import type { EngineRunDetailOut } from "@/lib/contracts/engine-run";
import { Countdown, DueTime } from "../common/Time";
import { Card } from "../ui/Card";

/** What happens next: calls that are due, and what it waits for. */
export function EngineJobsCard({ run: { jobs, waits } }: { run: EngineRunDetailOut }) {
  return (
    <Card title="What comes next">
      <ul>
        {jobs.map(({ id, kind, stepId, attempt, maxAttempts, isRunning, dueAt, lastError }) => (
          <li key={id} className="border-rule border-b px-3.5 py-2.25 last:border-b-0">
            <span className="font-medium">{stepId ?? kind}</span>{" "}
            <span className="text-soft text-sm">
              {isRunning ? "runs now" : <DueTime at={dueAt} />}, try {attempt} of {maxAttempts}
            </span>
            {lastError ? <p className="mt-1 break-words text-dead text-xs">{lastError}</p> : null}
          </li>
        ))}
        {waits.map(({ id, kind, eventName, expression, expiresAt }) => (
          <li key={id} className="border-rule border-b px-3.5 py-2.25 last:border-b-0">
            <span className="font-medium">
              {kind === "cancel" ? "Is cancelled by" : "Waits for"} {eventName ?? "another run"}
            </span>{" "}
            <span className="text-soft text-sm">
              until <Countdown at={expiresAt} past="now" />
            </span>
            {expression ? <code className="mt-1 block break-all font-mono text-mono">{expression}</code> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
