import Link from "next/link";
import { formatMs } from "@/lib/client/format";
import type { EngineRunDetailOut } from "@/lib/contracts/engine-run";
import { Facts } from "../common/Facts";
import { Time } from "../common/Time";
import { Card } from "../ui/Card";

export function EngineRunFacts({ run }: { run: EngineRunDetailOut }) {
  const { eventName, eventCount, createdAt, startedAt, endedAt, parentRunId } = run;
  return (
    <Card title="About it">
      <div className="p-3.5">
        <Facts
          facts={[
            ["Event", eventCount > 1 ? `${eventCount} of ${eventName}` : eventName],
            ["Made", <Time key="made" at={createdAt} />],
            ["Began", startedAt ? <Time key="began" at={startedAt} /> : "not yet"],
            ["Ended", endedAt ? <Time key="ended" at={endedAt} /> : "not yet"],
            ["Took", startedAt && endedAt ? formatMs(Date.parse(endedAt) - Date.parse(startedAt)) : "–"],
            [
              "Called by",
              parentRunId ? (
                <Link key="parent" href={`/engine/${parentRunId}`} className="text-accent hover:underline">
                  {parentRunId}
                </Link>
              ) : (
                "its event"
              ),
            ],
          ]}
        />
      </div>
    </Card>
  );
}
