"use client";

import { useState } from "react";
import { useDeleteReceiver, usePublishTestEvent, useUpdateReceiver } from "@/lib/client/hooks/use-sandbox";
import { answerMark, programSentence } from "@/lib/client/sandbox-answers";
import { useCanWrite } from "@/lib/client/session";
import { toSearch } from "@/lib/client/to-search";
import type { SandboxReceiverOut } from "@/lib/contracts/sandbox";
import { CodeBlock } from "../common/CodeBlock";
import { Confirm } from "../common/Confirm";
import { Line } from "../common/Line";
import { Countdown } from "../common/Time";
import { Button, ButtonLink } from "../ui/Button";
import { Card } from "../ui/Card";
import { AnswersDialog } from "./AnswersDialog";

/** Where it listens, what it answers, and how long it stays. */
export function ReceiverCard({ receiver }: { receiver: SandboxReceiverOut }) {
  const mayWrite = useCanWrite();
  return (
    <Card
      title={receiver.name}
      aside={
        <>
          Ends <Countdown at={receiver.expiresAt} />
        </>
      }
    >
      <div className="p-3.5">
        <CodeBlock code={receiver.url} label="the address" />
        <p className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <Line marks={receiver.answers.map(answerMark)} />
          <span className="text-soft">{programSentence(receiver)}</span>
        </p>
        {mayWrite ? <Actions receiver={receiver} /> : null}
      </div>
    </Card>
  );
}

function Actions({ receiver }: { receiver: SandboxReceiverOut }) {
  const keep = useUpdateReceiver(receiver, "Kept for another 24 hours.");
  const remove = useDeleteReceiver(receiver);
  const publish = usePublishTestEvent(receiver);
  const [asked, setAsked] = useState<"answers" | "delete" | null>(null);
  const close = () => setAsked(null);
  return (
    <div className="mt-3.5 flex flex-wrap gap-2">
      <ButtonLink href={`/subscriptions/new${toSearch({ url: receiver.url, events: "*", tenant: receiver.tenantId })}`}>
        Subscribe it
      </ButtonLink>
      <Button busy={publish.isPending} onClick={() => publish.mutate()}>
        Publish a test event
      </Button>
      <Button onClick={() => setAsked("answers")}>Change the answers…</Button>
      <Button busy={keep.isPending} onClick={() => keep.mutate({})}>
        Keep for 24 h more
      </Button>
      <Button look="danger" busy={remove.isPending} onClick={() => setAsked("delete")}>
        Delete…
      </Button>
      <AnswersDialog receiver={receiver} open={asked === "answers"} onClose={close} />
      <Confirm
        title="Delete this receiver?"
        confirm="Delete the receiver"
        open={asked === "delete"}
        onClose={close}
        onConfirm={() => remove.mutate()}
      >
        What it got is deleted with it. Subscriptions that still send to it fail from then on.
      </Confirm>
    </div>
  );
}
