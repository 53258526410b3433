"use client";

import { useSearchParams } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useDebounced } from "@/lib/client/hooks/use-debounced";
import { useDestinations } from "@/lib/client/hooks/use-destinations";
import { useReplayCount } from "@/lib/client/hooks/use-replays";
import { useScope } from "@/lib/client/scope";
import { useCanWrite, useIsOperator } from "@/lib/client/session";
import { ChooseTenant } from "../common/ChooseTenant";
import { NotYours } from "../common/NotYours";
import { PageHeader } from "../common/PageHeader";
import { Button, ButtonLink } from "../ui/Button";
import { ConfirmReplay } from "./ConfirmReplay";
import { EMPTY_REPLAY, type NewReplayForm, toReplayDraft } from "./new-replay-draft";
import { ReplayHowFields } from "./ReplayHowFields";
import { ReplayPreviewCard } from "./ReplayPreviewCard";
import { ReplayWhatFields } from "./ReplayWhatFields";

const PARENT = { href: "/replays", label: "Replays", here: <span>new</span> };

export function NewReplayPage() {
  const mayWrite = useCanWrite();
  const isOperator = useIsOperator();
  const { tenantId } = useScope();
  if (!mayWrite) return <NotYours title="New replay" whose="developers and owners" />;
  return (
    <>
      <PageHeader title="New replay" parent={PARENT} />
      {isOperator && tenantId === null ? (
        <ChooseTenant>A replay is of one tenant.</ChooseTenant>
      ) : (
        <ReplayForm tenantId={tenantId} />
      )}
    </>
  );
}

function ReplayForm({ tenantId }: { tenantId: string | null }) {
  const subscriptionId = useSearchParams().get("subscriptionId") ?? "";
  const [form, setForm] = useState<NewReplayForm>({ ...EMPTY_REPLAY, subscriptionId });
  const [isAsking, setIsAsking] = useState(false);
  const { options } = useDestinations();
  const draft = toReplayDraft(form);
  const query = useReplayCount(tenantId, useDebounced(draft));
  const change = (changes: Partial<NewReplayForm>) => setForm({ ...form, ...changes });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsking(true);
  };
  const isEmpty = query.data?.total === 0;
  return (
    <div className="grid items-start gap-4.5 lg:grid-cols-[minmax(0,1fr)_23.75rem]">
      <form method="post" onSubmit={submit}>
        <ReplayWhatFields form={form} destinations={options} onChange={change} />
        <ReplayHowFields form={form} destinations={options} onChange={change} />
        <div className="flex gap-3">
          <Button look="primary" type="submit" disabled={draft === null || isEmpty}>
            Replay…
          </Button>
          <ButtonLink href="/replays">Cancel</ButtonLink>
        </div>
      </form>
      <ReplayPreviewCard query={query} isAsked={draft !== null} ratePerSecond={form.rate} />
      {draft ? (
        <ConfirmReplay tenantId={tenantId} draft={draft} open={isAsking} onClose={() => setIsAsking(false)} />
      ) : null}
    </div>
  );
}
