import { pageOf, pageQuery } from "@/lib/contracts/common";
import { deliveryOut } from "@/lib/contracts/delivery";
import { eventDetailOut, eventOut, eventQuery } from "@/lib/contracts/event";
import { eventReplayIn } from "@/lib/contracts/replay";
import { traceEntryOut } from "@/lib/contracts/trace";
import { page, readKeyset } from "@/lib/http/cursor";
import { idParams, RawJson, route } from "@/lib/http/route";
import { listEventDeliveries as listOfEvent } from "@/lib/services/deliveries";
import { eraseEventPayload } from "@/lib/services/erase-payload";
import * as events from "@/lib/services/events";
import { replayEvent as replay } from "@/lib/services/replay-delivery";
import { traceEvent as trace } from "@/lib/services/trace-event";

export const listEvents = route({
  summary: "List events, newest first",
  response: pageOf(eventOut),
  auth: "any",
  query: eventQuery,
  handler: async ({ tenantId, query }) => page(await events.listEvents(tenantId, query, readKeyset("event", query))),
});

/** `data` goes out byte for byte as it came in. */
export const getEvent = route({
  summary: "Read an event with its data",
  response: eventDetailOut,
  auth: "any",
  params: idParams,
  handler: async ({ tenantId, params }) => {
    const { event, data } = await events.getEvent(tenantId, params.id);
    return new RawJson(`${JSON.stringify(event).slice(0, -1)},"data":${data}}`);
  },
});

export const listEventDeliveries = route({
  summary: "List the deliveries of an event",
  response: pageOf(deliveryOut),
  auth: "any",
  params: idParams,
  query: pageQuery,
  handler: async ({ tenantId, params, query }) =>
    page(await listOfEvent(tenantId, params.id, readKeyset("delivery", query))),
});

export const cancelEvent = route({
  summary: "Cancel an event that is scheduled for later",
  auth: "tenant",
  params: idParams,
  status: 204,
  handler: ({ caller, tenantId, params }) => events.cancelEvent(caller, tenantId, params.id),
});

/** To one subscription, whatever that subscribes to. */
export const replayEvent = route({
  summary: "Send an event to one subscription, now",
  response: deliveryOut,
  auth: "tenant",
  params: idParams,
  body: eventReplayIn,
  handler: ({ caller, tenantId, params, body }) => replay(caller, { tenantId, reference: params.id, ...body }),
});

export const erasePayload = route({
  summary: "Erase the payload of an event; its log stays",
  auth: "tenant",
  role: "owner",
  params: idParams,
  status: 204,
  handler: ({ caller, tenantId, params }) => eraseEventPayload(caller, tenantId, params.id),
});

export const traceEvent = route({
  summary: "Why each subscription did or did not get an event",
  response: pageOf(traceEntryOut),
  auth: "any",
  params: idParams,
  query: pageQuery,
  handler: async ({ tenantId, params, query }) =>
    page(await trace(tenantId, params.id, readKeyset("subscription", query))),
});
