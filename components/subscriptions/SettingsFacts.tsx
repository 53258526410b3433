import type { ReactNode } from "react";
import { countOf, formatSpan } from "@/lib/client/format";
import { retryLabel } from "@/lib/client/retry-presets";
import type { SubscriptionOut } from "@/lib/contracts/subscription";
import { CopyId } from "../common/CopyId";
import { Facts } from "../common/Facts";
import { Time } from "../common/Time";

const HOUR_MS = 3_600_000;

/** What was chosen, in the words of the form. */
export function SettingsFacts({ subscription }: { subscription: SubscriptionOut }) {
  const { url, destination, events, filter, description, retryPolicy, timeoutSeconds, tenantId } = subscription;
  const headers = Object.keys(subscription.headers);
  return (
    <Facts
      facts={[
        ["Destination", <Code key="url">{url ?? destination.type}</Code>],
        ["Description", description ?? "none"],
        ["Events", <Code key="events">{events.join(", ")}</Code>],
        ["Only if", filter ? <Code key="filter">{filter}</Code> : "every one of them"],
        ["If it fails", retryLabel(retryPolicy)],
        [
          "Dead letters",
          subscription.drainDeadLetters ? "go again by themselves once it is well" : "wait for somebody",
        ],
        ["Switched off", switchedOff(subscription)],
        ["Time limit", `${timeoutSeconds} s for an answer`],
        ["At once", atOnce(subscription)],
        ["Rate", rate(subscription)],
        ["Order", <Order key="order" ordering={subscription.ordering} />],
        ["Signature", subscription.signature === "hmac" ? "shared secret (whsec_)" : "Ed25519 key pair (whpk_)"],
        ["Headers", headers.length === 0 ? "none" : headers.join(", ")],
        ["Verified", subscription.verifiedAt === null ? "no" : <Time key="verified" at={subscription.verifiedAt} />],
        ["Changed", <Time key="changed" at={subscription.updatedAt} />],
        ["Tenant", <CopyId key="tenant" id={tenantId} />],
      ]}
    />
  );
}

function Code({ children }: { children: ReactNode }) {
  return <code className="break-all font-mono text-mono">{children}</code>;
}

function Order({ ordering }: Pick<SubscriptionOut, "ordering">) {
  if (ordering === null) return "not kept";
  const dead = ordering.onDead === "block" ? "a dead one stops it" : "a dead one is passed over";
  if (ordering.key === null) return `all in order; ${dead}`;
  return (
    <>
      in order for each <Code>{ordering.key}</Code>; {dead}
    </>
  );
}

function switchedOff({ disableAfterHours }: SubscriptionOut): string {
  if (disableAfterHours === null) return "when the operator of this service says so";
  if (disableAfterHours === 0) return "never";
  return `after ${formatSpan(disableAfterHours * HOUR_MS)} of nothing but failures`;
}

function atOnce({ maxConcurrency }: SubscriptionOut): string {
  return maxConcurrency === null ? "as many as it bears" : countOf(maxConcurrency, "request");
}

function rate({ rateLimit }: SubscriptionOut): string {
  return rateLimit === null ? "no limit" : `${rateLimit.limit} in ${rateLimit.periodSeconds} s`;
}
