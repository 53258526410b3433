import { z } from "zod";
import { eventPattern } from "@/lib/contracts/common";
import { hookSamplesOut, type RestHookOut, restHookIn, restHookOut } from "@/lib/contracts/rest-hook";
import { idParams, route } from "@/lib/http/route";
import { createRestHook, listSamples, prepareRestHook } from "@/lib/services/rest-hooks";
import { deleteSubscription } from "@/lib/services/subscriptions";

export const subscribe = route({
  summary: "Subscribe a hook; sends it no test request",
  response: restHookOut,
  errors: ["verification_failed"],
  auth: "tenant",
  body: restHookIn,
  status: 201,
  toStored: (body: RestHookOut) => ({ ...body, secret: null }),
  prepare: ({ tenantId, body }) => prepareRestHook(tenantId, body),
  handler: ({ caller, prepared }) => createRestHook(caller, prepared),
});

export const unsubscribe = route({
  summary: "Unsubscribe a hook",
  auth: "tenant",
  params: idParams,
  status: 204,
  handler: ({ caller, tenantId, params }) => deleteSubscription(caller, { tenantId, id: params.id, ifMatch: null }),
});

export const samples = route({
  summary: "Read what a hook on an event type or pattern would get",
  response: hookSamplesOut,
  auth: "tenant",
  params: z.object({ eventType: eventPattern }),
  handler: async ({ tenantId, params }) => ({ data: await listSamples(tenantId, params.eventType) }),
});
