"use client";

import { useActors } from "@/lib/client/hooks/use-actors";
import { useDestinations } from "@/lib/client/hooks/use-destinations";
import type { ReplayDetailOut } from "@/lib/contracts/replay";
import { Facts } from "../common/Facts";
import { Time } from "../common/Time";
import { Card } from "../ui/Card";

/** What was asked for. */
export function ReplayFacts({ replay }: { replay: ReplayDetailOut }) {
  const { destinationOf } = useDestinations();
  const actorName = useActors();
  const { after, before, filter, target, ratePerSecond, createdBy, createdAt, endedAt } = replay;
  return (
    <Card title="What was asked for">
      <div className="p-3.5">
        <Facts
          facts={[
            ["From", after ? <Time key="after" at={after} /> : "the beginning"],
            ["Until", <Time key="before" at={before} />],
            ["States", filter.status?.join(", ") ?? "all but skipped"],
            ["Event types", filter.types?.join(", ") ?? "all"],
            ["Of", filter.subscriptionId ? destinationOf(filter.subscriptionId).name : "all subscriptions"],
            [
              "To",
              target
                ? `${destinationOf(target.subscriptionId).name}${target.onlyMissing ? ", what it never had" : ""}`
                : "the same",
            ],
            ["Pace", `at most ${ratePerSecond} a second`],
            ["By", actorName(createdBy)],
            ["Began", <Time key="began" at={createdAt} />],
            ["Ended", endedAt ? <Time key="ended" at={endedAt} /> : "not yet"],
          ]}
        />
      </div>
    </Card>
  );
}
