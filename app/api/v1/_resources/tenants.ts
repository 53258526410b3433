import { z } from "zod";
import { pageQuery } from "@/lib/contracts/common";
import { tenantIn, tenantPatch, tenantPlacement } from "@/lib/contracts/tenant";
import { page, readKeyset } from "@/lib/http/cursor";
import { route } from "@/lib/http/route";
import { eraseTenant } from "@/lib/services/erase-tenant";
import { moveTenant as move } from "@/lib/services/move-tenant";
import * as tenants from "@/lib/services/tenants";

export const listTenants = route({
  auth: "operator",
  query: pageQuery.extend({ externalId: z.string().max(200).optional() }),
  handler: async ({ query }) => page(await tenants.listTenants(query, readKeyset("tenant", query))),
});

export const createTenant = route({
  auth: "operator",
  body: tenantIn,
  status: 201,
  handler: ({ caller, body }) => tenants.createTenant(caller, body),
});

export const getTenant = route({
  auth: "tenant",
  handler: ({ tenantId }) => tenants.getTenant(tenantId),
});

export const updateTenant = route({
  auth: "operator-tenant",
  body: tenantPatch,
  handler: ({ caller, tenantId, body }) => tenants.updateTenant(caller, tenantId, body),
});

/** `own`: a new partition that no other tenant is put into. */
export const moveTenant = route({
  auth: "operator-tenant",
  body: tenantPlacement,
  handler: ({ caller, tenantId, body }) => move(caller, tenantId, body.partition),
});

export const deleteTenant = route({
  auth: "operator-tenant",
  status: 204,
  handler: ({ caller, tenantId }) => eraseTenant(caller, tenantId),
});
