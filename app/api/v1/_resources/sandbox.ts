import { pageOf, pageQuery } from "@/lib/contracts/common";
import {
  sandboxReceiverIn,
  sandboxReceiverOut,
  sandboxReceiverPatch,
  sandboxRequestOut,
  sandboxRequestQuery,
} from "@/lib/contracts/sandbox";
import { page, readKeyset } from "@/lib/http/cursor";
import { idParams, route } from "@/lib/http/route";
import * as sandbox from "@/lib/services/sandbox";

export const listReceivers = route({
  summary: "List the receivers of the sandbox",
  response: pageOf(sandboxReceiverOut),
  auth: "any",
  query: pageQuery,
  handler: async ({ tenantId, query }) =>
    page(await sandbox.listReceivers(tenantId, readKeyset("sandboxReceiver", query))),
});

export const createReceiver = route({
  summary: "Make a test receiver with programmable answers",
  response: sandboxReceiverOut,
  auth: "tenant",
  body: sandboxReceiverIn,
  status: 201,
  handler: ({ caller, tenantId, body }) => sandbox.createReceiver(caller, tenantId, body),
});

export const getReceiver = route({
  summary: "Read a receiver of the sandbox",
  response: sandboxReceiverOut,
  auth: "any",
  params: idParams,
  handler: ({ tenantId, params }) => sandbox.getReceiver(tenantId, params.id),
});

export const updateReceiver = route({
  summary: "Change what a receiver answers; keeps it for another 24 hours",
  response: sandboxReceiverOut,
  auth: "tenant",
  params: idParams,
  body: sandboxReceiverPatch,
  handler: ({ caller, tenantId, params, body }) => sandbox.updateReceiver(caller, { tenantId, id: params.id }, body),
});

export const deleteReceiver = route({
  summary: "Delete a receiver with all that it got",
  auth: "tenant",
  params: idParams,
  status: 204,
  handler: ({ caller, tenantId, params }) => sandbox.deleteReceiver(caller, { tenantId, id: params.id }),
});

export const listReceived = route({
  summary: "List what a receiver got, with its signatures checked",
  response: pageOf(sandboxRequestOut),
  auth: "any",
  params: idParams,
  query: sandboxRequestQuery,
  handler: async ({ tenantId, params, query }) =>
    page(await sandbox.listReceived(tenantId, params.id, readKeyset("sandboxRequest", query))),
});

export const clearReceived = route({
  summary: "Forget what a receiver got",
  auth: "tenant",
  params: idParams,
  status: 204,
  handler: ({ tenantId, params }) => sandbox.clearReceived(tenantId, params.id),
});
