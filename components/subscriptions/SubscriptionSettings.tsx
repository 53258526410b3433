"use client";

import { useState } from "react";
import { countOf } from "@/lib/client/format";
import { useUpdateSubscription } from "@/lib/client/hooks/use-subscription-commands";
import { retryLabel } from "@/lib/client/retry-presets";
import { useCanWrite } from "@/lib/client/session";
import { formOf } from "@/lib/client/subscription-draft";
import type { SubscriptionOut } from "@/lib/contracts/subscription";
import { CopyId } from "../common/CopyId";
import { Facts } from "../common/Facts";
import { Time } from "../common/Time";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { changedFields } from "./changed-fields";
import { SubscriptionForm } from "./SubscriptionForm";

export function SubscriptionSettings({ subscription }: { subscription: SubscriptionOut }) {
  const [isEditing, setIsEditing] = useState(false);
  const update = useUpdateSubscription(subscription);
  const mayWrite = useCanWrite();
  if (!isEditing) {
    return (
      <Card title="Settings" aside={mayWrite ? <Button onClick={() => setIsEditing(true)}>Edit</Button> : null}>
        <div className="p-3.5">
          <SettingsFacts subscription={subscription} />
        </div>
      </Card>
    );
  }
  return (
    <SubscriptionForm
      initial={formOf(subscription)}
      tenants={null}
      error={update.error}
      isBusy={update.isPending}
      submitLabel="Save changes"
      onCancel={() => setIsEditing(false)}
      onSubmit={(draft) => update.mutate(changedFields(subscription, draft), { onSuccess: () => setIsEditing(false) })}
    />
  );
}

function SettingsFacts({ subscription }: { subscription: SubscriptionOut }) {
  const {
    url,
    destination,
    events,
    filter,
    description,
    retryPolicy,
    timeoutSeconds,
    maxConcurrency,
    rateLimit,
    ordering,
  } = subscription;
  const headers = Object.keys(subscription.headers);
  return (
    <Facts
      facts={[
        [
          "Destination",
          <span key="url" className="break-all font-mono text-mono">
            {url ?? destination.type}
          </span>,
        ],
        [
          "Events",
          <span key="events" className="font-mono text-mono">
            {events.join(", ")}
          </span>,
        ],
        [
          "Only if",
          filter ? (
            <code key="filter" className="break-all font-mono text-mono">
              {filter}
            </code>
          ) : (
            "every one of them"
          ),
        ],
        ["Description", description ?? "none"],
        ["If it fails", retryLabel(retryPolicy)],
        ["Time limit", `${timeoutSeconds} s for an answer`],
        ["At once", maxConcurrency === null ? "as many as it bears" : countOf(maxConcurrency, "request")],
        ["Rate", rateLimit === null ? "no limit" : `${rateLimit.limit} in ${rateLimit.periodSeconds} s`],
        [
          "Order",
          ordering === null ? "not kept" : ordering.key === null ? "all in order" : `in order of ${ordering.key}`,
        ],
        ["Headers", headers.length === 0 ? "none" : headers.join(", ")],
        ["Verified", <Time key="verified" at={subscription.verifiedAt} />],
        ["Changed", <Time key="changed" at={subscription.updatedAt} />],
        ["Tenant", <CopyId key="tenant" id={subscription.tenantId} />],
      ]}
    />
  );
}
