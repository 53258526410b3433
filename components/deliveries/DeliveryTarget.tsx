import Link from "next/link";
import { shortenId, shortenUrl } from "@/lib/client/format";
import { destinationName } from "@/lib/client/hooks/use-destinations";
import type { DeliveryDetailOut } from "@/lib/contracts/delivery";
import type { SubscriptionOut } from "@/lib/contracts/subscription";

interface DeliveryTargetProps {
  delivery: DeliveryDetailOut;
  /** Undefined while it is on its way, and when it was deleted. */
  subscription: SubscriptionOut | undefined;
}

/** Where it goes, as a link to the subscription. */
export function DeliveryTarget({ delivery, subscription }: DeliveryTargetProps) {
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
