"use client";

import type { FormEvent } from "react";
import { ApiError } from "@/lib/client/api";
import { useCreateTenant } from "@/lib/client/hooks/use-tenants";
import { showToast } from "@/lib/client/toast";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { TextField } from "../ui/Field";
import { Notice } from "../ui/Notice";

export function NewTenantDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const create = useCreateTenant();
  const refused = create.error instanceof ApiError ? create.error : null;
  const close = () => {
    create.reset();
    onClose();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const externalId = String(form.get("externalId")).trim();
    create.mutate(
      { name: String(form.get("name")).trim(), externalId: externalId === "" ? null : externalId },
      {
        onSuccess: ({ name }) => {
          close();
          showToast(`${name} is there. Subscribe an endpoint for it next.`);
        },
      },
    );
  };
  return (
    <Dialog title="New tenant" open={open} onClose={close}>
      <form method="post" onSubmit={submit}>
        {create.error && !refused?.field("name") && !refused?.field("externalId") ? (
          <Notice tone="dead">{create.error.message}</Notice>
        ) : null}
        <TextField
          label="Name"
          name="name"
          required
          maxLength={200}
          autoComplete="off"
          error={refused?.field("name")}
        />
        <TextField
          label="Your id for it"
          name="externalId"
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          className="font-mono text-mono"
          hint="Optional; accepted in the API wherever ours is."
          error={refused?.field("externalId")}
        />
        <div className="flex justify-end gap-3">
          <Button onClick={close}>Cancel</Button>
          <Button look="primary" type="submit" busy={create.isPending}>
            Make the tenant
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
