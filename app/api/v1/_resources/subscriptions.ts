import { z } from "zod";
import { pageOf, pageQuery } from "@/lib/contracts/common";
import {
  enableIn,
  rotateSecretIn,
  SUBSCRIPTION_STATUSES,
  secretsOut,
  subscriptionCreatedOut,
  subscriptionEnabledOut,
  subscriptionIn,
  subscriptionOut,
  subscriptionPatch,
} from "@/lib/contracts/subscription";
import { testOut } from "@/lib/contracts/subscription-test";
import { page, readKeyset } from "@/lib/http/cursor";
import { etagOf, ifMatchOf } from "@/lib/http/etag";
import { idParams, route } from "@/lib/http/route";
import type { Caller } from "@/lib/services/audit";
import type { SubscriptionRef } from "@/lib/services/change-subscription";
import {
  createSubscription as create,
  prepareSubscription,
  type SubscriptionCreated,
} from "@/lib/services/create-subscription";
import { enableSubscription as enable } from "@/lib/services/enable-subscription";
import { rotateSecret as rotate } from "@/lib/services/rotate-secret";
import * as subscriptions from "@/lib/services/subscriptions";
import { updateSubscription as update } from "@/lib/services/update-subscription";

const query = pageQuery.extend({
  status: z.enum(SUBSCRIPTION_STATUSES).optional(),
  /** An entry of `events`, as it stands there. */
  event: z.string().max(200).optional(),
  /** A part of the description or the URL, whatever its case, or a whole entry of `events`. */
  search: z.string().max(200).optional(),
});
const etag = ({ version }: { version: number }) => etagOf(version);

export const listSubscriptions = route({
  summary: "List subscriptions",
  response: pageOf(subscriptionOut),
  auth: "any",
  query,
  handler: async ({ tenantId, query: filter }) =>
    page(await subscriptions.listSubscriptions(tenantId, filter, readKeyset("subscription", filter))),
});

export const createSubscription = route({
  summary: "Create a subscription; the answer shows its secret",
  response: subscriptionCreatedOut,
  errors: ["verification_failed"],
  auth: "tenant",
  body: subscriptionIn,
  status: 201,
  etag,
  toStored: (body: SubscriptionCreated) => ({ ...body, secret: null }),
  prepare: ({ tenantId, body }) => prepareSubscription(tenantId, body),
  handler: ({ caller, prepared }) => create(caller, prepared),
});

export const getSubscription = route({
  summary: "Read a subscription",
  response: subscriptionOut,
  auth: "any",
  params: idParams,
  etag,
  handler: ({ tenantId, params }) => subscriptions.getSubscription(tenantId, params.id),
});

export const updateSubscription = route({
  summary: "Change a subscription",
  response: subscriptionOut,
  errors: ["verification_failed"],
  auth: "tenant",
  params: idParams,
  body: subscriptionPatch,
  etag,
  handler: ({ caller, body, ...context }) => update(caller, refOf(context), body),
});

export const deleteSubscription = route({
  summary: "Delete a subscription",
  auth: "tenant",
  params: idParams,
  status: 204,
  handler: ({ caller, ...context }) => subscriptions.deleteSubscription(caller, refOf(context)),
});

export const pauseSubscription = command("Pause a subscription; its deliveries wait", subscriptions.pauseSubscription);
export const resumeSubscription = command("Resume a paused subscription", subscriptions.resumeSubscription);

export const enableSubscription = route({
  summary: "Enable a disabled subscription, and replay what it missed if asked",
  response: subscriptionEnabledOut,
  auth: "tenant",
  params: idParams,
  body: enableIn.prefault({}),
  etag,
  handler: ({ caller, body, ...context }) => enable(caller, refOf(context), body),
});

export const disableSubscription = command(
  "Disable a subscription; what comes is skipped",
  subscriptions.disableSubscription,
);

export const revealSecret = route({
  summary: "Show the signing secrets in force",
  response: secretsOut,
  auth: "tenant",
  role: "developer",
  scope: "write",
  params: idParams,
  handler: ({ caller, tenantId, params }) => subscriptions.revealSecret(caller, tenantId, params.id),
});

export const rotateSecret = route({
  summary: "Sign with a new secret; the one before signs beside it for a while",
  response: subscriptionCreatedOut,
  auth: "tenant",
  params: idParams,
  body: rotateSecretIn.prefault({}),
  etag,
  toStored: (body: { secret: string | null }) => ({ ...body, secret: null }),
  handler: ({ caller, body, ...context }) => rotate(caller, refOf(context), body),
});

/** Sends in `prepare`: nothing waits for another machine inside a transaction. */
export const testSubscription = route({
  summary: "Send one signed test request",
  response: testOut,
  auth: "tenant",
  params: idParams,
  prepare: ({ tenantId, params }) => subscriptions.testSubscription(tenantId, params.id),
  handler: async ({ prepared }) => prepared,
});

function command(summary: string, run: (caller: Caller, ref: SubscriptionRef) => Promise<{ version: number }>) {
  return route({
    summary,
    response: subscriptionOut,
    auth: "tenant",
    params: idParams,
    etag,
    handler: ({ caller, ...context }) => run(caller, refOf(context)),
  });
}

function refOf({
  tenantId,
  params,
  request,
}: {
  tenantId: string;
  params: { id: string };
  request: Request;
}): SubscriptionRef {
  return { tenantId, id: params.id, ifMatch: ifMatchOf(request.headers) };
}
