import { z } from "zod";
import { pageQuery } from "@/lib/contracts/common";
import { SUBSCRIPTION_STATUSES, subscriptionIn, subscriptionPatch } from "@/lib/contracts/subscription";
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
import * as subscriptions from "@/lib/services/subscriptions";
import { updateSubscription as update } from "@/lib/services/update-subscription";

const query = pageQuery.extend({
  status: z.enum(SUBSCRIPTION_STATUSES).optional(),
  /** An entry of `events`, as it stands there. */
  event: z.string().max(200).optional(),
});
const etag = ({ version }: { version: number }) => etagOf(version);

export const listSubscriptions = route({
  auth: "any",
  query,
  handler: async ({ tenantId, query: filter }) =>
    page(await subscriptions.listSubscriptions(tenantId, filter, readKeyset("subscription", filter))),
});

export const createSubscription = route({
  auth: "tenant",
  body: subscriptionIn,
  status: 201,
  etag,
  toStored: (body: SubscriptionCreated) => ({ ...body, secret: null }),
  prepare: ({ tenantId, body }) => prepareSubscription(tenantId, body),
  handler: ({ caller, prepared }) => create(caller, prepared),
});

export const getSubscription = route({
  auth: "any",
  params: idParams,
  etag,
  handler: ({ tenantId, params }) => subscriptions.getSubscription(tenantId, params.id),
});

export const updateSubscription = route({
  auth: "tenant",
  params: idParams,
  body: subscriptionPatch,
  etag,
  handler: ({ caller, body, ...context }) => update(caller, refOf(context), body),
});

export const deleteSubscription = route({
  auth: "tenant",
  params: idParams,
  status: 204,
  handler: ({ caller, ...context }) => subscriptions.deleteSubscription(caller, refOf(context)),
});

export const pauseSubscription = command(subscriptions.pauseSubscription);
export const resumeSubscription = command(subscriptions.resumeSubscription);
export const enableSubscription = command(subscriptions.enableSubscription);
export const disableSubscription = command(subscriptions.disableSubscription);

export const revealSecret = route({
  auth: "tenant",
  role: "developer",
  scope: "write",
  params: idParams,
  handler: ({ caller, tenantId, params }) => subscriptions.revealSecret(caller, tenantId, params.id),
});

/** Sends in `prepare`: nothing waits for another machine inside a transaction. */
export const testSubscription = route({
  auth: "tenant",
  params: idParams,
  prepare: ({ tenantId, params }) => subscriptions.testSubscription(tenantId, params.id),
  handler: async ({ prepared }) => prepared,
});

function command(run: (caller: Caller, ref: SubscriptionRef) => Promise<{ version: number }>) {
  return route({
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
