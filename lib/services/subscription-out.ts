import { type SubscriptionOut, toSubscriptionOut } from "@/lib/contracts/subscription";
import type { DestinationAdapter } from "@/lib/destinations/types";
import type { StoredSubscription } from "@/lib/queries/subscriptions";
import { openConfig, type PlainConfig, type SealedConfig } from "./destination-config";
import { destinations } from "./destinations";

/** The adapter of a stored subscription, and its config in plain. */
export function openDestination(row: StoredSubscription): { adapter: DestinationAdapter; config: PlainConfig } {
  const adapter = destinations().get(row.destinationType);
  if (!adapter) throw new Error(`subscription ${row.id} has the unknown destination type ${row.destinationType}`);
  return { adapter, config: openConfig(adapter.metadata, row.destinationConfig as SealedConfig, row.id) };
}

/** As the API shows it: secret values masked. */
export function showSubscription(row: StoredSubscription): SubscriptionOut {
  const { adapter, config } = openDestination(row);
  return toSubscriptionOut(row, adapter.mask(config));
}

/** A short name of the place, for lists and logs. */
export function describeDestination(row: StoredSubscription): string {
  const { adapter, config } = openDestination(row);
  return adapter.describe(config);
}
