"use client";

import { useState } from "react";
import { useEngineRun, useEngineRunCommand } from "@/lib/client/hooks/use-engine-runs";
import { useIsOperator } from "@/lib/client/session";
import type { EngineRunDetailOut } from "@/lib/contracts/engine-run";
import { Confirm } from "../common/Confirm";
import { CopyId } from "../common/CopyId";
import { NotYours } from "../common/NotYours";
import { PageHeader } from "../common/PageHeader";
import { PageQueryState } from "../common/PageQueryState";
import { Button } from "../ui/Button";
import { EngineJobsCard } from "./EngineJobsCard";
import { EngineRunFacts } from "./EngineRunFacts";
import { EngineRunPill } from "./EngineRunPill";
import { EngineStepsCard } from "./EngineStepsCard";
import { EngineValueCard } from "./EngineValueCard";

const PARENT = { href: "/engine", label: "Engine runs" };

export function EngineRunPage({ id }: { id: string }) {
  const isOperator = useIsOperator();
  const query = useEngineRun(id, isOperator);
  if (!isOperator) return <NotYours title="Engine run" whose="operators" />;
  return (
    <PageQueryState query={query} title="Engine run" parent={PARENT}>
      {(run) => <EngineRunView run={run} />}
    </PageQueryState>
  );
}

function EngineRunView({ run }: { run: EngineRunDetailOut }) {
  return (
    <>
      <PageHeader
        title={run.functionId}
        parent={{ ...PARENT, here: <CopyId id={run.id} whole /> }}
        beside={<EngineRunPill run={run} />}
        actions={<Commands run={run} />}
      />
      {run.reason ? <p className="-mt-1.5 mb-3.5 max-w-3xl break-words text-dead">{run.reason}</p> : null}
      <div className="grid items-start gap-3.5 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-3.5">
          <EngineStepsCard run={run} />
          {run.jobs.length > 0 || run.waits.length > 0 ? <EngineJobsCard run={run} /> : null}
        </div>
        <div className="flex min-w-0 flex-col gap-3.5">
          <EngineRunFacts run={run} />
          <EngineValueCard title="Started by" value={run.events.length === 1 ? run.events[0] : run.events} />
          {run.status === "active" ? null : <EngineValueCard title="Ended with" value={run.output} />}
        </div>
      </div>
    </>
  );
}

function Commands({ run }: { run: EngineRunDetailOut }) {
  const retry = useEngineRunCommand(run.id, "retry");
  const cancel = useEngineRunCommand(run.id, "cancel");
  const [isAsking, setIsAsking] = useState(false);
  if (run.status === "completed") return null;
  if (run.status !== "active") {
    return (
      <Button look="primary" busy={retry.isPending} onClick={() => retry.mutate()}>
        Retry
      </Button>
    );
  }
  return (
    <>
      <Button look="danger" busy={cancel.isPending} onClick={() => setIsAsking(true)}>
        Cancel…
      </Button>
      <Confirm
        title="Cancel this run?"
        confirm="Cancel the run"
        open={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={() => cancel.mutate()}
      >
        No further step begins. Events and deliveries stay in their tables: the next wake-up works on them.
      </Confirm>
    </>
  );
}
