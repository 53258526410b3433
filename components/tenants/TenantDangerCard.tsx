"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useDeleteTenant, useMoveTenant } from "@/lib/client/hooks/use-tenant";
import type { TenantOut } from "@/lib/contracts/tenant";
import { Confirm } from "../common/Confirm";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { DeleteTenantDialog } from "./DeleteTenantDialog";

/** What changes where the tenant lives, or ends it. */
export function TenantDangerCard({ tenant }: { tenant: TenantOut }) {
  const router = useRouter();
  const move = useMoveTenant(tenant);
  const remove = useDeleteTenant(tenant);
  const [asked, setAsked] = useState<"move" | "delete" | null>(null);
  const close = () => setAsked(null);
  return (
    <Card title="Where it lives">
      <div className="flex flex-col gap-3.5 p-3.5">
        <Row
          text="Tenants of one partition take turns. In a partition of its own it waits for nobody, and nobody for it."
          button={
            <Button busy={move.isPending} onClick={() => setAsked("move")}>
              Move to its own partition…
            </Button>
          }
        />
        <Row
          text="Erases the tenant with all its data: events, deliveries, subscriptions, keys, members."
          button={
            <Button look="danger" busy={remove.isPending} onClick={() => setAsked("delete")}>
              Delete the tenant…
            </Button>
          }
        />
      </div>
      <Confirm
        title={`Give ${tenant.name} a partition of its own?`}
        confirm="Move the tenant"
        open={asked === "move"}
        onClose={close}
        onConfirm={() => move.mutate()}
      >
        Both partitions change hands at once. What is in flight just now may be sent twice; nothing is lost.
      </Confirm>
      <DeleteTenantDialog
        tenant={tenant}
        open={asked === "delete"}
        isBusy={remove.isPending}
        onClose={close}
        onDelete={() => remove.mutate(undefined, { onSuccess: () => router.push("/tenants") })}
      />
    </Card>
  );
}

function Row({ text, button }: { text: string; button: ReactNode }) {
  return (
    <div>
      <p className="mb-2 text-soft text-sm">{text}</p>
      {button}
    </div>
  );
}
