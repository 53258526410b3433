"use client";

import type { FormEvent } from "react";
import { ApiError } from "@/lib/client/api";
import { useCreatePortalLink } from "@/lib/client/hooks/use-portal-links";
import type { MemberRole } from "@/lib/contracts/member";
import type { TenantOut } from "@/lib/contracts/tenant";
import { CodeBlock } from "../common/CodeBlock";
import { SecretOnce } from "../common/SecretOnce";
import { ROLE_OPTIONS } from "../members/RoleText";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field, TextField } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { Select } from "../ui/Select";

const LINK_TIMES = [
  { value: "300", label: "5 minutes" },
  { value: "3600", label: "1 hour" },
  { value: "86400", label: "24 hours" },
];
const SESSION_TIMES = [
  { value: "3600", label: "1 hour" },
  { value: "28800", label: "8 hours" },
  { value: "604800", label: "7 days" },
];

interface NewPortalLinkDialogProps {
  tenants: readonly TenantOut[];
  /** Chosen beforehand. */
  tenantId: string | null;
  open: boolean;
  onClose: () => void;
}

/** By hand what a product does by API at each visit. */
export function NewPortalLinkDialog({ tenants, tenantId, open, onClose }: NewPortalLinkDialogProps) {
  const create = useCreatePortalLink();
  const close = () => {
    create.reset();
    onClose();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    create.mutate({
      tenant: String(form.get("tenant")),
      role: String(form.get("role")) as MemberRole,
      expiresInSeconds: Number(form.get("expires")),
      sessionSeconds: Number(form.get("session")),
      person: String(form.get("person")).trim() || null,
    });
  };
  return (
    <Dialog title={create.data ? "The link" : "New portal link"} open={open} onClose={close}>
      {create.data ? (
        <LinkMade url={create.data.url} onDone={close} />
      ) : (
        <form method="post" onSubmit={submit}>
          <LinkFields tenants={tenants} tenantId={tenantId} error={create.error} />
          <div className="flex justify-end gap-3">
            <Button onClick={close}>Cancel</Button>
            <Button look="primary" type="submit" busy={create.isPending}>
              Make the link
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

function LinkMade({ url, onDone }: { url: string | null; onDone: () => void }) {
  return (
    <>
      <SecretOnce secret={url ?? ""} label="link">
        It works once. Open it in another browser, or put it into a frame of a page whose origin the settings allow:
      </SecretOnce>
      <div className="mt-3">
        <CodeBlock code={`<iframe src="${url ?? ""}" title="Webhooks"></iframe>`} label="the frame" />
      </div>
      <div className="mt-5 flex justify-end">
        <Button look="primary" onClick={onDone}>
          Done
        </Button>
      </div>
    </>
  );
}

interface LinkFieldsProps {
  tenants: readonly TenantOut[];
  tenantId: string | null;
  error: Error | null;
}

function LinkFields({ tenants, tenantId, error }: LinkFieldsProps) {
  const refused = error instanceof ApiError ? error : null;
  return (
    <>
      {error && !refused?.field("person") ? <Notice tone="dead">{error.message}</Notice> : null}
      <Field label="Tenant">
        {(control) => (
          <Select
            {...control}
            name="tenant"
            required
            className="w-full"
            defaultValue={tenantId ?? ""}
            options={[
              { value: "", label: "Choose a tenant" },
              ...tenants.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
      </Field>
      <Field label="Role">
        {(control) => <Select {...control} name="role" className="w-full" options={ROLE_OPTIONS} />}
      </Field>
      <TextField
        label="For whom?"
        name="person"
        maxLength={200}
        autoComplete="off"
        hint="In your words; stands in the audit log beside what they do."
        error={refused?.field("person")}
      />
      <div className="grid grid-cols-2 gap-x-3.5">
        <Field label="Can be opened for">
          {(control) => <Select {...control} name="expires" className="w-full" options={LINK_TIMES} />}
        </Field>
        <Field label="Signed in for">
          {(control) => (
            <Select {...control} name="session" className="w-full" defaultValue="28800" options={SESSION_TIMES} />
          )}
        </Field>
      </div>
    </>
  );
}
