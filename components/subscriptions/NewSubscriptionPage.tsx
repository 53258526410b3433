"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFilterCheck } from "@/lib/client/hooks/use-filter-check";
import { useSeenTypes } from "@/lib/client/hooks/use-seen-types";
import { useCreateSubscription } from "@/lib/client/hooks/use-subscription-commands";
import { useTenants } from "@/lib/client/hooks/use-tenants";
import { useScope } from "@/lib/client/scope";
import { useIsOperator } from "@/lib/client/session";
import { PageHeader } from "../common/PageHeader";
import { SecretOnce } from "../common/SecretOnce";
import { Button, ButtonLink } from "../ui/Button";
import { Card } from "../ui/Card";
import { SubscriptionForm } from "./SubscriptionForm";

const MOST_TENANTS = 200;
const PARENT = { href: "/subscriptions", label: "Subscriptions", here: <span>new</span> };

export function NewSubscriptionPage() {
  const router = useRouter();
  const { tenantId } = useScope();
  const isOperator = useIsOperator();
  const tenants = useTenants({ limit: MOST_TENANTS }, isOperator);
  const seenTypes = useSeenTypes();
  const [filter, setFilter] = useState("");
  const filterProblem = useFilterCheck(filter);
  const create = useCreateSubscription();
  if (create.data) return <Created id={create.data.id} secret={create.data.secret} />;
  return (
    <>
      <PageHeader title="New subscription" parent={PARENT} />
      <SubscriptionForm
        tenants={isOperator && tenantId === null ? (tenants.data?.data ?? []) : null}
        seenTypes={seenTypes}
        filter={filter}
        onFilterChange={setFilter}
        filterProblem={filterProblem}
        error={create.error}
        isBusy={create.isPending}
        submitLabel="Create subscription"
        onCancel={() => router.push("/subscriptions")}
        onSubmit={(draft, chosenTenantId) => create.mutate({ draft, tenantId: tenantId ?? chosenTenantId })}
      />
    </>
  );
}

function Created({ id, secret }: { id: string; secret: string | null }) {
  return (
    <>
      <PageHeader title="Subscription created" parent={PARENT} />
      <div className="max-w-2xl">
        <Card title="Signing secret">
          <div className="p-3.5">
            {secret ? (
              <SecretOnce secret={secret} label="signing secret">
                Keep it where your endpoint can read it: every request is signed with it, after the Standard Webhooks
                rules. Later it is masked; whoever reveals it then stands in the audit log.
              </SecretOnce>
            ) : (
              <p className="text-soft">This destination is not signed.</p>
            )}
            <div className="mt-5 flex gap-3">
              <ButtonLink look="primary" href={`/subscriptions/${id}`}>
                Open the subscription
              </ButtonLink>
              <Button onClick={() => location.reload()}>Make another</Button>
            </div>
          </div>
        </Card>
      </div>
    </>
  );
}
