"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { type CreatedSubscription, useCreateSubscription } from "@/lib/client/hooks/use-subscription-commands";
import { useTenants } from "@/lib/client/hooks/use-tenants";
import { ALL_TENANTS } from "@/lib/client/queries/overview";
import { useScope } from "@/lib/client/scope";
import { useCanWrite, useIsOperator } from "@/lib/client/session";
import { emptyForm } from "@/lib/client/subscription-draft";
import { NotYours } from "../common/NotYours";
import { PageHeader } from "../common/PageHeader";
import { SubscriptionCreated } from "./SubscriptionCreated";
import { SubscriptionForm } from "./SubscriptionForm";

const PARENT = { href: "/subscriptions", label: "Subscriptions", here: <span>new</span> };

/** `?url=` and `?events=` fill it in: links of the sandbox and the catalogue lead here. */
export function NewSubscriptionPage() {
  const router = useRouter();
  const search = useSearchParams();
  const { tenantId } = useScope();
  const isOperator = useIsOperator();
  const mayWrite = useCanWrite();
  const tenants = useTenants(ALL_TENANTS, isOperator);
  const create = useCreateSubscription();
  const [created, setCreated] = useState<CreatedSubscription | null>(null);
  if (!mayWrite) return <NotYours title="New subscription" whose="developers and owners" />;
  if (created) return <SubscriptionCreated subscription={created} onAnother={() => setCreated(null)} />;
  const given = { url: search.get("url") ?? undefined, events: search.get("events") ?? undefined };
  return (
    <>
      <PageHeader title="New subscription" parent={PARENT} />
      <SubscriptionForm
        initial={{ ...emptyForm(given), tenantId: search.get("tenant") ?? "" }}
        tenants={isOperator && tenantId === null ? (tenants.data?.data ?? []) : null}
        error={create.error}
        isBusy={create.isPending}
        submitLabel="Create subscription"
        onCancel={() => router.push("/subscriptions")}
        onSubmit={(draft, chosen) =>
          create.mutate({ draft, tenantId: tenantId ?? (chosen === "" ? null : chosen) }, { onSuccess: setCreated })
        }
      />
    </>
  );
}
