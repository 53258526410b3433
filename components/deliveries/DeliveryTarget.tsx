import Link from "next/link";
import { useSubscription } from "@/lib/client/hooks/use-subscriptions";
import { destinationName } from "@/lib/client/hooks/use-destinations";
import { shortenId, shortenUrl } from "@/lib/client/format";
import type { DeliveryDetailOut } from "@/lib/contracts/delivery";

/** Where it goes, as a link to the subscription. */
export function DeliveryTarget({ delivery }: { delivery: DeliveryDetailOut }) {
  const subscription = useSubscription(delivery.subscriptionId).data;
  const name = subscription
    ? destinationName(subscription)
    : delivery.destination
      ? shortenUrl(delivery.destination)
      : shortenId(delivery.subscriptionId);
  return (
    <span className="min-w-0 text-soft">
      to{" "}
      <Link href={`/subscriptions/${delivery.subscriptionId}`} className="break-all hover:text-ink hover:underline">
        {name}
      </Link>
    </span>
  );
}
