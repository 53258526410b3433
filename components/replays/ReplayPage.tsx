"use client";

import { useState } from "react";
import { useCancelReplay, useReplay } from "@/lib/client/hooks/use-replays";
import { replaySubject } from "@/lib/client/replay-draft";
import { useCanWrite } from "@/lib/client/session";
import type { ReplayDetailOut } from "@/lib/contracts/replay";
import { Confirm } from "../common/Confirm";
import { CopyId } from "../common/CopyId";
import { PageHeader } from "../common/PageHeader";
import { PageQueryState } from "../common/PageQueryState";
import { Button } from "../ui/Button";
import { ReplayFacts } from "./ReplayFacts";
import { ReplayPill } from "./ReplayPill";
import { ReplayProgressCard } from "./ReplayProgressCard";
import { ReplaySubscriptions } from "./ReplaySubscriptions";

const PARENT = { href: "/replays", label: "Replays" };

export function ReplayPage({ id }: { id: string }) {
  const query = useReplay(id);
  return (
    <PageQueryState query={query} title="Replay" parent={PARENT}>
      {(replay) => <ReplayView replay={replay} />}
    </PageQueryState>
  );
}

function ReplayView({ replay }: { replay: ReplayDetailOut }) {
  const mayWrite = useCanWrite();
  return (
    <>
      <PageHeader
        title={replaySubject(replay)}
        parent={{ ...PARENT, here: <CopyId id={replay.id} whole /> }}
        beside={<ReplayPill status={replay.status} />}
        actions={mayWrite && replay.status === "running" ? <CancelButton replay={replay} /> : null}
      />
      <ReplayProgressCard replay={replay} />
      <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-2">
        <ReplaySubscriptions replay={replay} />
        <ReplayFacts replay={replay} />
      </div>
    </>
  );
}

function CancelButton({ replay }: { replay: ReplayDetailOut }) {
  const cancel = useCancelReplay();
  const [isAsking, setIsAsking] = useState(false);
  const left = Math.max(0, replay.total - replay.done - replay.skipped);
  return (
    <>
      <Button look="danger" busy={cancel.isPending} onClick={() => setIsAsking(true)}>
        Cancel…
      </Button>
      <Confirm
        title="Cancel this replay?"
        confirm="Cancel the replay"
        open={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={() => cancel.mutate(replay)}
      >
        The {left} that are left stay as they are. What it has put back on its line already still goes out.
      </Confirm>
    </>
  );
}
