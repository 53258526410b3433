"use client";

import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { ApiError } from "@/lib/client/api";
import { useInvite } from "@/lib/client/hooks/use-people";
import type { MemberRole } from "@/lib/contracts/member";
import { SecretOnce } from "../common/SecretOnce";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field, TextField } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { Select } from "../ui/Select";
import { ROLE_OPTIONS } from "./RoleText";

/** `tenantId` of a member's own tenant is null too; `isStaff` tells the operator's staff apart. */
export function InviteButton({ tenantId, isStaff }: { tenantId: string | null; isStaff: boolean }) {
  const [isOpen, setIsOpen] = useState(false);
  const invite = useInvite(tenantId);
  const refused = invite.error instanceof ApiError ? invite.error : null;
  const close = () => {
    setIsOpen(false);
    invite.reset();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const role = isStaff ? null : (String(form.get("role")) as MemberRole);
    invite.mutate({ email: String(form.get("email")).trim(), role });
  };
  return (
    <>
      <Button look="primary" onClick={() => setIsOpen(true)}>
        <Plus aria-hidden className="size-3.5" /> Invite
      </Button>
      <Dialog title={invite.data ? "The invitation" : "Invite somebody"} open={isOpen} onClose={close}>
        {invite.data ? (
          <>
            <SecretOnce secret={invite.data.url ?? ""} label="link">
              Give this link to {invite.data.email}.{" "}
              {invite.data.mailed ? "It is on its way by mail too." : "It is not mailed: copy it now."}
            </SecretOnce>
            <div className="mt-5 flex justify-end">
              <Button look="primary" onClick={close}>
                Done
              </Button>
            </div>
          </>
        ) : (
          <form method="post" onSubmit={submit}>
            {invite.error && !refused?.field("email") ? <Notice tone="dead">{invite.error.message}</Notice> : null}
            <TextField
              label="Email"
              name="email"
              type="email"
              required
              autoComplete="off"
              hint="They choose their own password. The link works once."
              error={refused?.field("email")}
            />
            {isStaff ? (
              <p className="mb-4.5 text-soft text-sm">As an operator they see and change every tenant.</p>
            ) : (
              <Field label="Role">
                {(control) => <Select {...control} name="role" className="w-full" options={ROLE_OPTIONS} />}
              </Field>
            )}
            <div className="flex justify-end gap-3">
              <Button onClick={close}>Cancel</Button>
              <Button look="primary" type="submit" busy={invite.isPending}>
                Make the link
              </Button>
            </div>
          </form>
        )}
      </Dialog>
    </>
  );
}
