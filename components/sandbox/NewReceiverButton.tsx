"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useCreateReceiver } from "@/lib/client/hooks/use-sandbox";
import { useTenants } from "@/lib/client/hooks/use-tenants";
import { useScope } from "@/lib/client/scope";
import { useIsOperator } from "@/lib/client/session";
import { TenantField } from "../subscriptions/TenantField";
import { Button, type ButtonLook } from "../ui/Button";
import { Dialog } from "../ui/Dialog";

const MOST_TENANTS = 200;

/** One click; an operator who looks at all tenants says whose it is first. */
export function NewReceiverButton({ look = "primary" }: { look?: ButtonLook }) {
  const { tenantId } = useScope();
  const isOperator = useIsOperator();
  const router = useRouter();
  const create = useCreateReceiver();
  const [isAsking, setIsAsking] = useState(false);
  const make = (owner: string | null) =>
    create.mutate(
      { tenantId: owner, receiver: {} },
      {
        onSuccess: ({ id }) => {
          setIsAsking(false);
          router.replace(`/sandbox?receiver=${id}`, { scroll: false });
        },
      },
    );
  const isWhose = isOperator && tenantId === null;
  return (
    <>
      <Button look={look} busy={create.isPending} onClick={() => (isWhose ? setIsAsking(true) : make(tenantId))}>
        <Plus aria-hidden className="size-3.5" /> New receiver
      </Button>
      {isWhose ? <WhoseDialog open={isAsking} onClose={() => setIsAsking(false)} onChoose={make} /> : null}
    </>
  );
}

interface WhoseDialogProps {
  open: boolean;
  onClose: () => void;
  onChoose: (tenantId: string) => void;
}

function WhoseDialog({ open, onClose, onChoose }: WhoseDialogProps) {
  const tenants = useTenants({ limit: MOST_TENANTS }, open).data?.data ?? [];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onChoose(String(new FormData(event.currentTarget).get("tenant")));
  };
  return (
    <Dialog title="New receiver" open={open} onClose={onClose}>
      <form method="post" onSubmit={submit}>
        <TenantField tenants={tenants} />
        <div className="flex justify-end gap-3">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit">
            Make the receiver
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
