import { useMemo } from "react";
import { shortenId, shortenUrl } from "../format";
import { ALL_SUBSCRIPTIONS } from "../queries/subscriptions";
import { useSubscriptions } from "./use-subscriptions";

/** What a list has to know of a subscription. */
export interface Destination {
  /** Host and path of the URL, else the description, else the id. */
  name: string;
  isPaused: boolean;
}

interface Destinations {
  destinationOf: (subscriptionId: string) => Destination;
  options: { value: string; label: string }[];
}

export function useDestinations(): Destinations {
  const { data } = useSubscriptions(ALL_SUBSCRIPTIONS);
  return useMemo(() => {
    const subscriptions = data?.data ?? [];
    const known = new Map(
      subscriptions.map((one) => [one.id, { name: destinationName(one), isPaused: one.status === "paused" }]),
    );
    return {
      destinationOf: (id) => known.get(id) ?? { name: shortenId(id), isPaused: false },
      options: [...known].map(([value, { name }]) => ({ value, label: name })),
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
  return url === null ? (description ?? `${destination.type} ${shortenId(id)}`) : shortenUrl(url);
}
