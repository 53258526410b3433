"use client";

import type { FormEvent } from "react";
import { ApiError } from "@/lib/client/api";
import { useCreateApiKey } from "@/lib/client/hooks/use-api-keys";
import type { ApiScope } from "@/lib/contracts/api-key";
import { SecretOnce } from "../common/SecretOnce";
import { Button } from "../ui/Button";
import { Checkbox } from "../ui/Checkbox";
import { Dialog } from "../ui/Dialog";
import { TextField } from "../ui/Field";
import { Notice } from "../ui/Notice";

const SCOPES = [
  { scope: "publish", label: "Publish events" },
  { scope: "read", label: "Read everything" },
  { scope: "write", label: "Change everything" },
] as const satisfies readonly { scope: ApiScope; label: string }[];

interface NewApiKeyDialogProps {
  open: boolean;
  onClose: () => void;
  /** Null: an operator key. */
  tenantId: string | null;
}

export function NewApiKeyDialog({ open, onClose, tenantId }: NewApiKeyDialogProps) {
  const create = useCreateApiKey();
  const refused = create.error instanceof ApiError ? create.error : null;
  const close = () => {
    create.reset();
    onClose();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const scopes = SCOPES.map(({ scope }) => scope).filter((scope) => form.get(scope) !== null);
    create.mutate({
      tenantId,
      draft: { name: String(form.get("name")).trim(), scopes: scopes.length === SCOPES.length ? [] : scopes },
    });
  };
  return (
    <Dialog title={create.data ? "The key" : "New API key"} open={open} onClose={close}>
      {create.data?.key ? (
        <>
          <SecretOnce secret={create.data.key} label="API key">
            Copy it now: it is not kept and cannot be shown again.
          </SecretOnce>
          <div className="mt-5 flex justify-end">
            <Button look="primary" onClick={close}>
              I have it
            </Button>
          </div>
        </>
      ) : (
        <form method="post" onSubmit={submit}>
          {create.error && !refused?.field("name") ? <Notice tone="dead">{create.error.message}</Notice> : null}
          <TextField
            label="Name"
            name="name"
            required
            maxLength={200}
            autoComplete="off"
            hint="Where it is used, so that you know it when you revoke it."
            error={refused?.field("name")}
          />
          <fieldset className="mb-5">
            <legend className="mb-1.25 font-medium">What may it do?</legend>
            <div className="flex flex-col gap-1.5">
              {SCOPES.map(({ scope, label }) => (
                <Checkbox key={scope} name={scope} label={label} defaultChecked />
              ))}
            </div>
          </fieldset>
          <div className="flex justify-end gap-3">
            <Button onClick={close}>Cancel</Button>
            <Button look="primary" type="submit" busy={create.isPending}>
              Make the key
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
