import { pageQuery } from "@/lib/contracts/common";
import { sandboxReceiverIn, sandboxReceiverPatch, sandboxRequestQuery } from "@/lib/contracts/sandbox";
import { page, readKeyset } from "@/lib/http/cursor";
import { idParams, route } from "@/lib/http/route";
import * as sandbox from "@/lib/services/sandbox";

export const listReceivers = route({
  auth: "any",
  query: pageQuery,
  handler: async ({ tenantId, query }) =>
    page(await sandbox.listReceivers(tenantId, readKeyset("sandboxReceiver", query))),
});

export const createReceiver = route({
  auth: "tenant",
  body: sandboxReceiverIn,
  status: 201,
  handler: ({ caller, tenantId, body }) => sandbox.createReceiver(caller, tenantId, body),
});

export const getReceiver = route({
  auth: "any",
  params: idParams,
  handler: ({ tenantId, params }) => sandbox.getReceiver(tenantId, params.id),
});

export const updateReceiver = route({
  auth: "tenant",
  params: idParams,
  body: sandboxReceiverPatch,
  handler: ({ caller, tenantId, params, body }) => sandbox.updateReceiver(caller, { tenantId, id: params.id }, body),
});

export const deleteReceiver = route({
  auth: "tenant",
  params: idParams,
  status: 204,
  handler: ({ caller, tenantId, params }) => sandbox.deleteReceiver(caller, { tenantId, id: params.id }),
});

export const listReceived = route({
  auth: "any",
  params: idParams,
  query: sandboxRequestQuery,
  handler: async ({ tenantId, params, query }) =>
    page(await sandbox.listReceived(tenantId, params.id, readKeyset("sandboxRequest", query))),
});

export const clearReceived = route({
  auth: "tenant",
  params: idParams,
  status: 204,
  handler: ({ tenantId, params }) => sandbox.clearReceived(tenantId, params.id),
});
