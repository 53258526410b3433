"use client";

import { useState } from "react";
import { useUpdateSubscription } from "@/lib/client/hooks/use-subscription-commands";
import { useCanWrite } from "@/lib/client/session";
import { formOf } from "@/lib/client/subscription-draft";
import type { SubscriptionOut } from "@/lib/contracts/subscription";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { changedFields } from "./changed-fields";
import { SettingsFacts } from "./SettingsFacts";
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
      isSaved
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
