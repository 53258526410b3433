import { type ApiKeyCreatedOut, apiKeyCreatedOut, apiKeyIn, apiKeyOut } from "@/lib/contracts/api-key";
import { pageOf, pageQuery } from "@/lib/contracts/common";
import { page, readKeyset } from "@/lib/http/cursor";
import { idParams, route } from "@/lib/http/route";
import * as keys from "@/lib/services/api-keys";

export const listApiKeys = route({
  summary: "List API keys",
  response: pageOf(apiKeyOut),
  auth: "any",
  role: "owner",
  query: pageQuery,
  handler: async ({ tenantId, query }) => page(await keys.listApiKeys(tenantId, readKeyset("apiKey", query))),
});

export const createApiKey = route({
  summary: "Create an API key; only this answer shows it",
  response: apiKeyCreatedOut,
  auth: "any",
  role: "owner",
  body: apiKeyIn,
  status: 201,
  toStored: (body: ApiKeyCreatedOut) => ({ ...body, key: null }),
  handler: ({ caller, credential, tenantId, body }) =>
    keys.createApiKey(caller, { tenantId, callerScopes: credential.scopes }, body),
});

export const revokeApiKey = route({
  summary: "Revoke an API key; it is refused within a second",
  auth: "any",
  role: "owner",
  params: idParams,
  status: 204,
  handler: async ({ caller, tenantId, params }) => {
    await keys.revokeApiKey(caller, tenantId, params.id);
  },
});
