"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { parseJsonField } from "@/lib/client/event-type-groups";
import { countOf } from "@/lib/client/format";
import { useImportEventTypes } from "@/lib/client/hooks/use-event-types";
import { useIsOperator } from "@/lib/client/session";
import { showToast } from "@/lib/client/toast";
import type { EventTypeImportOut } from "@/lib/contracts/event-type-import";
import { NotYours } from "../common/NotYours";
import { PageHeader } from "../common/PageHeader";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { ImportFields, type ImportForm } from "./ImportFields";
import { ImportPreviewCard } from "./ImportPreviewCard";

const PARENT = { href: "/event-types", label: "Event types", here: <span>import</span> };

export function ImportEventTypesPage() {
  const isOperator = useIsOperator();
  if (!isOperator) return <NotYours title="Import event types" whose="operators" />;
  return (
    <>
      <PageHeader title="Import event types" parent={PARENT} />
      <p className="-mt-1.5 mb-4 max-w-3xl text-soft">
        From the <code className="font-mono text-mono">webhooks</code> of an OpenAPI document. First you see what would
        change; nothing is deleted.
      </p>
      <Import />
    </>
  );
}

/** A preview is of one form only: whatever is changed after it asks for a new one. */
function Import() {
  const router = useRouter();
  const run = useImportEventTypes();
  const [form, setForm] = useState<ImportForm>({ text: "", version: "1", describes: "data" });
  const [preview, setPreview] = useState<EventTypeImportOut | null>(null);
  const document = parseJsonField(form.text)?.value as Record<string, unknown> | undefined;
  const send = (dryRun: boolean, onSuccess: (result: EventTypeImportOut) => void) => {
    if (!document) return;
    run.mutate({ document, version: form.version, describes: form.describes, dryRun }, { onSuccess });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(true, setPreview);
  };
  const apply = () =>
    send(false, ({ created, updated }) => {
      showToast(`${countOf(created, "type")} made, ${countOf(updated, "type")} changed.`);
      router.push("/event-types");
    });
  return (
    <div className="grid items-start gap-4.5 lg:grid-cols-2">
      <form method="post" onSubmit={submit}>
        {run.error ? <Notice tone="dead">{run.error.message}</Notice> : null}
        <ImportFields
          form={form}
          isJson={form.text === "" || document !== undefined}
          onChange={(changes) => {
            setForm({ ...form, ...changes });
            setPreview(null);
          }}
        />
        <Button look={preview ? "plain" : "primary"} type="submit" busy={run.isPending} disabled={!document}>
          Show what would change
        </Button>
      </form>
      {preview ? <ImportPreviewCard preview={preview} isBusy={run.isPending} onApply={apply} /> : null}
    </div>
  );
}
