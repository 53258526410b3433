"use client";

import { shortenUrl } from "@/lib/client/format";
import { destinationName } from "@/lib/client/hooks/use-destinations";
import { useFilters } from "@/lib/client/hooks/use-filters";
import { useSeenTypes } from "@/lib/client/hooks/use-seen-types";
import { useSubscription } from "@/lib/client/hooks/use-subscriptions";
import { useCanWrite } from "@/lib/client/session";
import type { SubscriptionOut } from "@/lib/contracts/subscription";
import { CopyId } from "../common/CopyId";
import { PageHeader } from "../common/PageHeader";
import { PageQueryState } from "../common/PageQueryState";
import { SubscriptionPill } from "../common/StatePill";
import { Tabs } from "../ui/Tabs";
import { SubscriptionActions } from "./SubscriptionActions";
import { SubscriptionDeliveries } from "./SubscriptionDeliveries";
import { SubscriptionSecret } from "./SubscriptionSecret";
import { SubscriptionSettings } from "./SubscriptionSettings";
import { SubscriptionTesting } from "./SubscriptionTesting";

const TABS = [
  { name: "deliveries", label: "Deliveries" },
  { name: "settings", label: "Settings" },
  { name: "secret", label: "Secret" },
  { name: "testing", label: "Testing" },
] as const;
type TabName = (typeof TABS)[number]["name"];
const NAMES = ["tab"] as const;

const PARENT = { href: "/subscriptions", label: "Subscriptions" };

export function SubscriptionPage({ id }: { id: string }) {
  const query = useSubscription(id);
  return (
    <PageQueryState query={query} title="Subscription" parent={PARENT}>
      {(subscription) => <SubscriptionView subscription={subscription} />}
    </PageQueryState>
  );
}

function SubscriptionView({ subscription }: { subscription: SubscriptionOut }) {
  const { values, change } = useFilters(NAMES);
  const mayWrite = useCanWrite();
  const seenTypes = useSeenTypes();
  // A viewer may neither see the secret nor send anything.
  const tabs = mayWrite ? TABS : TABS.slice(0, 2);
  const active: TabName = tabs.find(({ name }) => name === values.tab)?.name ?? "deliveries";
  const { url, status, disabledReason } = subscription;
  return (
    <>
      <PageHeader
        title={<span className="break-all">{url === null ? destinationName(subscription) : shortenUrl(url)}</span>}
        parent={{ ...PARENT, here: <CopyId id={subscription.id} whole /> }}
        beside={
          <>
            <SubscriptionPill status={status} />
            {disabledReason ? <span className="text-soft">{disabledReason}</span> : null}
          </>
        }
        actions={mayWrite ? <SubscriptionActions subscription={subscription} /> : null}
      />
      <Tabs label="About this subscription" tabs={tabs} active={active} onChange={(tab) => change({ tab })}>
        <div className="pt-4">
          {active === "deliveries" ? <SubscriptionDeliveries subscription={subscription} /> : null}
          {active === "settings" ? (
            <SubscriptionSettings key={subscription.version} subscription={subscription} seenTypes={seenTypes} />
          ) : null}
          {active === "secret" ? <SubscriptionSecret subscription={subscription} /> : null}
          {active === "testing" ? <SubscriptionTesting subscription={subscription} /> : null}
        </div>
      </Tabs>
    </>
  );
}
