"use client";

import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { ApiError } from "@/lib/client/api";
import { useCreateEventType } from "@/lib/client/hooks/use-event-types";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { TextField } from "../ui/Field";
import { Notice } from "../ui/Notice";

const FIELDS = ["name", "description", "group"];

/** The names first; its schema and example are written on its own page. */
export function NewEventTypeDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const router = useRouter();
  const create = useCreateEventType();
  const refused = create.error instanceof ApiError ? create.error : null;
  const isPlaced = FIELDS.some((field) => refused?.field(field));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name)).trim();
    create.mutate(
      { name: text("name"), description: text("description") || null, group: text("group") || null },
      { onSuccess: ({ name }) => router.push(`/event-types/${encodeURIComponent(name)}`) },
    );
  };
  return (
    <Dialog title="New event type" open={open} onClose={onClose}>
      <form method="post" onSubmit={submit}>
        {create.error && !isPlaced ? <Notice tone="dead">{create.error.message}</Notice> : null}
        <TextField
          label="Name"
          name="name"
          required
          maxLength={200}
          placeholder="order.created"
          autoComplete="off"
          spellCheck={false}
          className="font-mono text-mono"
          hint="The resource, then what happened to it."
          error={refused?.field("name")}
        />
        <TextField
          label="What it means"
          name="description"
          maxLength={2_000}
          autoComplete="off"
          hint="For a developer who has never seen your product."
          error={refused?.field("description")}
        />
        <TextField
          label="Group"
          name="group"
          maxLength={100}
          autoComplete="off"
          hint="Optional; the first part of the name where it is empty."
          error={refused?.field("group")}
        />
        <div className="flex justify-end gap-3">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" busy={create.isPending}>
            Make the type
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
