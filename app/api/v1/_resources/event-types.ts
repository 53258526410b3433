import { z } from "zod";
import { eventType, pageOf } from "@/lib/contracts/common";
import {
  eventTypeDetailOut,
  eventTypeIn,
  eventTypeOut,
  eventTypePatch,
  eventTypeQuery,
  eventTypeVersionIn,
  eventTypeVersionOut,
  eventTypeVersionPut,
  eventTypeVersionsOut,
} from "@/lib/contracts/event-type";
import { eventTypeImportIn, eventTypeImportOut } from "@/lib/contracts/event-type-import";
import { page, readKeyset } from "@/lib/http/cursor";
import { route } from "@/lib/http/route";
import * as types from "@/lib/services/event-types";
import { importEventTypes as runImport } from "@/lib/services/import-event-types";

const named = z.object({ name: eventType });
const versioned = named.extend({ version: z.string().min(1).max(50) });

export const listEventTypes = route({
  summary: "List the event types of the catalogue",
  response: pageOf(eventTypeOut),
  auth: "any",
  query: eventTypeQuery,
  handler: async ({ tenantId, query }) =>
    page(await types.listEventTypes({ tenantId }, query, readKeyset("eventType", query))),
});

export const getEventType = route({
  summary: "Read an event type with its versions",
  response: eventTypeDetailOut,
  auth: "any",
  params: named,
  handler: ({ tenantId, params }) => types.getEventType({ tenantId, ...params }),
});

export const listEventTypeVersions = route({
  summary: "List the versions of an event type, newest first",
  response: eventTypeVersionsOut,
  auth: "any",
  params: named,
  handler: async ({ tenantId, params }) => ({ data: (await types.getEventType({ tenantId, ...params })).versions }),
});

/** What changes the catalogue: the operator's own, and one tenant's types where the path names it. */
export const operatorCatalogue = changesFor("operator");
export const tenantCatalogue = changesFor("operator-tenant");

function changesFor(auth: "operator" | "operator-tenant") {
  return {
    create: route({
      summary: "Add an event type with its first version",
      response: eventTypeDetailOut,
      auth,
      body: eventTypeIn,
      status: 201,
      handler: ({ caller, tenantId, body }) => types.createEventType(caller, tenantId, body),
    }),
    update: route({
      summary: "Change what the catalogue says of an event type",
      response: eventTypeDetailOut,
      auth,
      params: named,
      body: eventTypePatch,
      handler: ({ caller, tenantId, params, body }) => types.updateEventType(caller, { tenantId, ...params }, body),
    }),
    remove: route({
      summary: "Take an event type out of the catalogue",
      auth,
      params: named,
      status: 204,
      handler: ({ caller, tenantId, params }) => types.deleteEventType(caller, { tenantId, ...params }),
    }),
    addVersion: route({
      summary: "Add a version to an event type",
      response: eventTypeVersionOut,
      auth,
      params: named,
      body: eventTypeVersionIn,
      status: 201,
      handler: ({ caller, tenantId, params, body }) =>
        types.saveEventTypeVersion(caller, { tenantId, ...params, isNew: true }, body),
    }),
    putVersion: route({
      summary: "Replace or add a version of an event type",
      response: eventTypeVersionOut,
      auth,
      params: versioned,
      body: eventTypeVersionPut,
      handler: ({ caller, tenantId, params: { name, version }, body }) =>
        types.saveEventTypeVersion(caller, { tenantId, name, isNew: false }, { version, ...body }),
    }),
    removeVersion: route({
      summary: "Delete a version of an event type",
      auth,
      params: versioned,
      status: 204,
      handler: ({ caller, tenantId, params }) => types.deleteEventTypeVersion(caller, { tenantId, ...params }),
    }),
    importAll: route({
      summary: "Import the webhooks of an OpenAPI document as event types",
      response: eventTypeImportOut,
      auth,
      body: eventTypeImportIn,
      handler: ({ caller, tenantId, body }) => runImport(caller, tenantId, body),
    }),
  };
}
