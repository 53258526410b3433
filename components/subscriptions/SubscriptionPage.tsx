"use client";

import { shortenUrl } from "@/lib/client/format";
import { destinationName } from "@/lib/client/hooks/use-destinations";
import { useFilters } from "@/lib/client/hooks/use-filters";
import { useSubscription, useSubscriptionHealth } from "@/lib/client/hooks/use-subscriptions";
import { SUBSCRIPTION_TABS } from "@/lib/client/queries/subscriptions";
import { useCanWrite } from "@/lib/client/session";
import type { SubscriptionOut } from "@/lib/contracts/subscription";
import { CopyId } from "../common/CopyId";
import { PageHeader } from "../common/PageHeader";
import { PageQueryState } from "../common/PageQueryState";
import { Tabs } from "../ui/Tabs";
import { disabledSentence } from "./disabled-sentence";
import { SubscriptionActions } from "./SubscriptionActions";
import { SubscriptionDeliveries } from "./SubscriptionDeliveries";
import { SubscriptionHealth } from "./SubscriptionHealth";
import { SubscriptionPill } from "./SubscriptionPill";
import { SubscriptionSecrets } from "./SubscriptionSecrets";
import { SubscriptionSettings } from "./SubscriptionSettings";
import { SubscriptionTesting } from "./SubscriptionTesting";

const READER_TABS = [
  { name: "health", label: "Health" },
  { name: "deliveries", label: "Deliveries" },
  { name: "settings", label: "Settings" },
] as const;
/** A viewer may neither see the secrets nor send anything. */
const TABS = [...READER_TABS, { name: "secrets", label: "Secrets" }, { name: "testing", label: "Testing" }] as const;

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
  const { values, change } = useFilters(SUBSCRIPTION_TABS);
  const mayWrite = useCanWrite();
  const health = useSubscriptionHealth(subscription);
  const tabs = mayWrite ? TABS : READER_TABS;
  const active = tabs.find(({ name }) => name === values.tab)?.name ?? "health";
  const { url, description } = subscription;
  return (
    <>
      <PageHeader
        title={<span className="break-all">{url === null ? destinationName(subscription) : shortenUrl(url)}</span>}
        parent={{ ...PARENT, here: <CopyId id={subscription.id} whole /> }}
        beside={
          <>
            <SubscriptionPill subscription={subscription} breaker={health.data?.breaker.state} />
            <span className="text-soft">{disabledSentence(subscription.disabledReason) ?? description}</span>
          </>
        }
        actions={mayWrite ? <SubscriptionActions subscription={subscription} /> : null}
      />
      <Tabs label="About this subscription" tabs={tabs} active={active} onChange={(tab) => change({ tab })}>
        <div className="pt-4">
          {active === "health" ? <SubscriptionHealth subscription={subscription} /> : null}
          {active === "deliveries" ? <SubscriptionDeliveries subscription={subscription} /> : null}
          {active === "settings" ? (
            <SubscriptionSettings key={subscription.version} subscription={subscription} />
          ) : null}
          {active === "secrets" ? <SubscriptionSecrets subscription={subscription} /> : null}
          {active === "testing" ? <SubscriptionTesting subscription={subscription} /> : null}
        </div>
      </Tabs>
    </>
  );
}
