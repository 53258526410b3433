import { toTime } from "@/lib/contracts/common";
import { type FailingOut, type SubscriptionOut, toSubscriptionOut } from "@/lib/contracts/subscription";
import type { DestinationAdapter } from "@/lib/destinations/types";
import { env } from "@/lib/env";
import type { StoredSubscription } from "@/lib/queries/subscriptions";
import { openConfig, type PlainConfig, type SealedConfig } from "./destination-config";
import { destinations } from "./destinations";
import { showFailing } from "./judge-failing";

/** The adapter of a stored subscription, and its config in plain. */
export function openDestination(row: StoredSubscription): { adapter: DestinationAdapter; config: PlainConfig } {
  const adapter = destinations().get(row.destinationType);
  if (!adapter) throw new Error(`subscription ${row.id} has the unknown destination type ${row.destinationType}`);
  return { adapter, config: openConfig(adapter.metadata, row.destinationConfig as SealedConfig, row.id) };
}

/** As the API shows it: secret values masked. */
export function showSubscription(row: StoredSubscription): SubscriptionOut {
  const { adapter, config } = openDestination(row);
  return toSubscriptionOut(row, adapter.mask(config), {
    failing: failingOf(row),
    previousSecretsEndAt: previousSecretsEndOf(row),
  });
}

/** Since when its endpoint fails, and when it will be switched off for it. */
export function failingOf({ lane, disableAfterHours }: StoredSubscription): FailingOut | null {
  if (!lane) return null;
  const limitHours = disableAfterHours ?? env().HOOKSWITCH_DISABLE_AFTER_HOURS;
  return showFailing({ ...lane, limitHours }, Date.now());
}

/** When the last of the secrets that sign beside the newest ends; null without any. */
export function previousSecretsEndOf({ secrets }: StoredSubscription): string | null {
  const last = secrets[0]?.expiresAt ?? null;
  return last && last.getTime() > Date.now() ? toTime(last) : null;
}

/** A short name of the place, for lists and logs. */
export function describeDestination(row: StoredSubscription): string {
  const { adapter, config } = openDestination(row);
  return adapter.describe(config);
}
