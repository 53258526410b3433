import { useMemo } from "react";
import { hostOf, shortenId } from "../format";
import { useSubscriptions } from "./use-subscriptions";

const MOST = 200;

/** Names of the subscriptions for lists: the host of the URL, else the description, else the id. */
export function useDestinations(): {
  nameOf: (subscriptionId: string) => string;
  options: { value: string; label: string }[];
} {
  const { data } = useSubscriptions({ limit: MOST });
  return useMemo(() => {
    const names = new Map((data?.data ?? []).map((subscription) => [subscription.id, destinationName(subscription)]));
    return {
      nameOf: (subscriptionId) => names.get(subscriptionId) ?? shortenId(subscriptionId),
      options: [...names].map(([value, label]) => ({ value, label })),
    };
  }, [data]);
}

interface Named {
  id: string;
  url: string | null;
  description: string | null;
  destination: { type: string };
}

export function destinationName({ id, url, description, destination }: Named): string {
  return url === null ? (description ?? `${destination.type} ${shortenId(id)}`) : hostOf(url);
}
