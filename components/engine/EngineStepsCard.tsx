import type { EngineRunDetailOut } from "@/lib/contracts/engine-run";
import { EmptyState } from "../common/EmptyState";
import { JsonView } from "../common/JsonView";
import { Sign } from "../common/Sign";
import { Time } from "../common/Time";
import { Card } from "../ui/Card";

const KINDS = { step: "step", sleep: "slept", wait: "waited", invoke: "called another run" } as const;

/** The steps that are done, in the order in which they ended. */
export function EngineStepsCard({ run }: { run: EngineRunDetailOut }) {
  return (
    <Card title="Steps" aside={run.restarts > 0 ? `taken up again ${run.restarts} times` : null}>
      {run.steps.length === 0 ? (
        <EmptyState title={run.status === "active" ? "No step is done yet." : "It has no steps."}>
          {run.status === "active" ? "The first one is on its way." : "The function did its work in one go."}
        </EmptyState>
      ) : (
        <ol>
          {run.steps.map(({ id, name, kind, status, output, createdAt }) => (
            <li key={id} className="border-rule border-b px-3.5 py-2.25 last:border-b-0">
              <div className="flex flex-wrap items-center gap-x-2.5">
                <svg aria-hidden width="13" height="13" viewBox="0 0 13 13">
                  <Sign mark={status === "completed" ? "delivered" : "failed-for-good"} x={6.5} y={6.5} r={5} />
                </svg>
                <span className="font-medium">{name}</span>
                <span className="text-faint text-xs">{KINDS[kind]}</span>
                <span className="ml-auto text-soft text-xs">
                  <Time at={createdAt} />
                </span>
              </div>
              {output === null || output === undefined ? null : (
                <div className="mt-1.5 max-h-48 overflow-y-auto pl-5.75">
                  <JsonView text={JSON.stringify(output)} />
                </div>
              )}
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
