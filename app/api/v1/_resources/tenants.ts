import { pageOf } from "@/lib/contracts/common";
import { tenantIn, tenantMovedOut, tenantOut, tenantPatch, tenantPlacement, tenantQuery } from "@/lib/contracts/tenant";
import { page, readKeyset } from "@/lib/http/cursor";
import { route } from "@/lib/http/route";
import { eraseTenant } from "@/lib/services/erase-tenant";
import { moveTenant as move } from "@/lib/services/move-tenant";
import * as tenants from "@/lib/services/tenants";

export const listTenants = route({
  summary: "List tenants",
  response: pageOf(tenantOut),
  auth: "operator",
  query: tenantQuery,
  handler: async ({ query }) => page(await tenants.listTenants(query, readKeyset("tenant", query))),
});

export const createTenant = route({
  summary: "Create a tenant",
  response: tenantOut,
  auth: "operator",
  body: tenantIn,
  status: 201,
  handler: ({ caller, body }) => tenants.createTenant(caller, body),
});

export const getTenant = route({
  summary: "Read a tenant",
  response: tenantOut,
  auth: "tenant",
  handler: ({ tenantId }) => tenants.getTenant(tenantId),
});

export const updateTenant = route({
  summary: "Change a tenant",
  response: tenantOut,
  auth: "operator-tenant",
  body: tenantPatch,
  handler: ({ caller, tenantId, body }) => tenants.updateTenant(caller, tenantId, body),
});

/** `own`: a new partition that no other tenant is put into. */
export const moveTenant = route({
  summary: "Move a tenant to another partition",
  response: tenantMovedOut,
  auth: "operator-tenant",
  body: tenantPlacement,
  handler: ({ caller, tenantId, body }) => move(caller, tenantId, body.partition),
});

export const deleteTenant = route({
  summary: "Erase a tenant with all its data",
  auth: "operator-tenant",
  status: 204,
  handler: ({ caller, tenantId }) => eraseTenant(caller, tenantId),
});
