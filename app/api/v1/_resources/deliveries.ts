import { pageOf } from "@/lib/contracts/common";
import { deliveryDetailOut, deliveryOut, deliveryQuery } from "@/lib/contracts/delivery";
import { page, readKeyset } from "@/lib/http/cursor";
import { idParams, route } from "@/lib/http/route";
import * as deliveries from "@/lib/services/deliveries";
import { cancelDelivery as cancel, replayDelivery as replay } from "@/lib/services/replay-delivery";

export const listDeliveries = route({
  summary: "List deliveries, newest first",
  response: pageOf(deliveryOut),
  auth: "any",
  query: deliveryQuery,
  handler: async ({ tenantId, query }) =>
    page(await deliveries.listDeliveries(tenantId, query, readKeyset("delivery", query))),
});

export const getDelivery = route({
  summary: "Read a delivery with its attempts and the schedule ahead",
  response: deliveryDetailOut,
  auth: "any",
  params: idParams,
  handler: ({ tenantId, params }) => deliveries.getDelivery(tenantId, params.id),
});

export const replayDelivery = route({
  summary: "Send a delivery again, now",
  response: deliveryOut,
  auth: "tenant",
  params: idParams,
  handler: ({ caller, tenantId, params }) => replay(caller, { tenantId, id: params.id }),
});

export const cancelDelivery = route({
  summary: "Cancel a delivery that waits",
  response: deliveryOut,
  auth: "tenant",
  params: idParams,
  handler: ({ caller, tenantId, params }) => cancel(caller, { tenantId, id: params.id }),
});
