"use client";

import { type FormEvent, useState } from "react";
import type { TenantOut } from "@/lib/contracts/tenant";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { TextField } from "../ui/Field";

interface DeleteTenantDialogProps {
  tenant: TenantOut;
  open: boolean;
  isBusy: boolean;
  onClose: () => void;
  onDelete: () => void;
}

/** The name has to be typed: there is no way back. */
export function DeleteTenantDialog({ tenant, open, isBusy, onClose, onDelete }: DeleteTenantDialogProps) {
  const [typed, setTyped] = useState("");
  const word = tenant.externalId ?? tenant.name;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed === word) onDelete();
  };
  return (
    <Dialog title={`Delete ${tenant.name}?`} open={open} onClose={onClose}>
      <form method="post" onSubmit={submit}>
        <p className="mb-4.5 text-soft">
          Its traffic stops at once; its events, deliveries and attempts, subscriptions, keys, members and audit log are
          erased. One entry in your own audit log remains. This cannot be taken back.
        </p>
        <TextField
          label={
            <>
              Type <code className="font-mono text-mono">{word}</code> to go on
            </>
          }
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => setTyped(target.value)}
        />
        <div className="flex justify-end gap-3">
          <Button onClick={onClose}>Keep it</Button>
          <Button look="danger" type="submit" busy={isBusy} disabled={typed !== word}>
            Delete the tenant
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
