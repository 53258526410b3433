import type { z } from "zod";
import { subscriptionIn } from "@/lib/contracts/subscription";
import { SYSTEM } from "@/lib/services/audit";
import {
  createSubscription as create,
  prepareSubscription,
  type SubscriptionCreated,
} from "@/lib/services/create-subscription";

/** Takes everything and is not verified, unless told; `url` need not answer. */
export async function createSubscription(
  tenantId: string,
  input: Partial<z.input<typeof subscriptionIn>> = {},
): Promise<SubscriptionCreated> {
  const parsed = subscriptionIn.parse({
    url: "http://127.0.0.1:9/hooks",
    events: ["*"],
    skipVerification: true,
    ...input,
  });
  return create(SYSTEM, await prepareSubscription(tenantId, parsed));
}
