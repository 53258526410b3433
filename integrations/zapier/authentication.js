"use strict";

/** The key is right when it may read the catalogue; a tenant's key sees what its tenant may subscribe to. */
async function test(z) {
  const response = await z.request({ url: "/api/v1/event-types", params: { limit: 1 } });
  return response.data;
}

module.exports = {
  type: "custom",
  test,
  connectionLabel: "{{bundle.authData.baseUrl}}",
  fields: [
    {
      key: "baseUrl",
      label: "Address",
      type: "string",
      required: true,
      default: "https://hooks.example.com",
      helpText: "The address of the portal, without a path.",
    },
    {
      key: "apiKey",
      label: "API key",
      type: "password",
      required: true,
      helpText: "Of your tenant, with the scopes read and write: portal, API keys.",
    },
  ],
};
