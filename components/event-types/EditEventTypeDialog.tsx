"use client";

import type { FormEvent } from "react";
import { ApiError } from "@/lib/client/api";
import { useUpdateEventType } from "@/lib/client/hooks/use-event-types";
import type { EventTypeDetailOut } from "@/lib/contracts/event-type";
import { Button } from "../ui/Button";
import { Checkbox } from "../ui/Checkbox";
import { Dialog } from "../ui/Dialog";
import { CONTROL, Field, TextField } from "../ui/Field";
import { Notice } from "../ui/Notice";

interface EditEventTypeDialogProps {
  type: EventTypeDetailOut;
  open: boolean;
  onClose: () => void;
}

export function EditEventTypeDialog({ type, open, onClose }: EditEventTypeDialogProps) {
  const update = useUpdateEventType(type);
  const refused = update.error instanceof ApiError ? update.error : null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name)).trim() || null;
    update.mutate(
      {
        description: text("description"),
        group: text("group"),
        enforce: form.get("enforce") !== null,
        deprecated: form.get("deprecated") !== null,
      },
      { onSuccess: onClose },
    );
  };
  return (
    <Dialog title={`Edit ${type.name}`} open={open} onClose={onClose}>
      <form method="post" onSubmit={submit}>
        {update.error && !refused?.field("description") && !refused?.field("group") ? (
          <Notice tone="dead">{update.error.message}</Notice>
        ) : null}
        <Field label="What it means" error={refused?.field("description")}>
          {(control) => (
            <textarea
              {...control}
              name="description"
              rows={4}
              maxLength={2_000}
              defaultValue={type.description ?? ""}
              className={`${CONTROL} resize-y`}
            />
          )}
        </Field>
        <TextField
          label="Group"
          name="group"
          maxLength={100}
          autoComplete="off"
          defaultValue={type.group ?? ""}
          error={refused?.field("group")}
        />
        <div className="mb-5 flex flex-col gap-2">
          <Checkbox
            name="enforce"
            label="Refuse events that do not fit the schema"
            hint="Their publisher gets a 422 that names the field."
            defaultChecked={type.enforce}
          />
          <Checkbox
            name="deprecated"
            label="Deprecated"
            hint="Nobody should subscribe to it any more; events of it are still delivered."
            defaultChecked={type.deprecatedAt !== null}
          />
        </div>
        <div className="flex justify-end gap-3">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" busy={update.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
