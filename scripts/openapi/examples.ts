/** Ids as examples show them; whoever runs an example puts real ones in their place. */
const HEX = "019320c8a4f97d3e8b5a0c1d2e3f4a5b";
export const EXAMPLE_SUBSCRIPTION = `sub_${HEX}`;
/** Of a link that somebody was given. */
export const EXAMPLE_TOKEN = "sb9X3kQ2mV7cT1nL5pR8wZ4yD6fH0jAqW2eR4tY6uI8";

const ORDER = {
  type: "object",
  required: ["order_id", "total_amount"],
  properties: {
    order_id: { type: "string" },
    total_amount: { type: "integer", minimum: 0, description: "In cents." },
  },
};
const EVENT = {
  type: "order.completed",
  data: { order_id: "ord_1042", total_amount: 12_900 },
  externalId: "order-1042-completed",
  correlationId: "order-1042",
};

/**
 * A body for the operations that take one, by verb and path (without /tenants/{tenant}, where both exist). A test sends
 * each of them to a running API (tests/api/examples); what is not here is made from the schema and not sent.
 */
export const REQUEST_EXAMPLES: Record<string, unknown> = {
  "POST /api/v1/tenants": { externalId: "acme", name: "Acme" },
  "PATCH /api/v1/tenants/{tenant}": { name: "Acme Ltd", rateLimit: { limit: 100, periodSeconds: 1 } },
  "PUT /api/v1/partition": { partition: "own" },
  "POST /api/v1/subscriptions": {
    url: "https://acme.example/hooks",
    events: ["order.*"],
    filter: "data.total_amount > `10000`",
    description: "Large orders to the ERP",
    skipVerification: true,
  },
  "PATCH /api/v1/subscriptions/{id}": { events: ["order.*", "invoice.paid"], timeoutSeconds: 15 },
  "POST /api/v1/events": EVENT,
  "POST /api/v1/event-types": {
    name: "order.completed",
    description: "The customer has paid and the order is on its way.",
    group: "Orders",
    schema: ORDER,
  },
  "PATCH /api/v1/event-types/{name}": { group: "Sales", enforce: true },
  "POST /api/v1/event-types/{name}/versions": { version: "2", schema: ORDER, example: EVENT.data },
  "PUT /api/v1/event-types/{name}/versions/{version}": { schema: ORDER, example: EVENT.data },
  "POST /api/v1/event-types/import": {
    dryRun: true,
    document: {
      openapi: "3.1.0",
      info: { title: "Shop", version: "1" },
      webhooks: {
        "order.cancelled": {
          post: {
            summary: "An order was cancelled",
            requestBody: { content: { "application/json": { schema: ORDER } } },
          },
        },
      },
    },
  },
  "POST /api/v1/filters/try": {
    filter: "data.total_amount > `10000`",
    events: [{ type: EVENT.type, data: EVENT.data }],
  },
  "POST /api/v1/replays": {
    after: "2026-01-01T00:00:00Z",
    filter: { subscriptionId: EXAMPLE_SUBSCRIPTION, status: ["dead"] },
    dryRun: true,
  },
  "POST /api/v1/api-keys": { name: "Deployment", scopes: ["read", "write"] },
  "POST /api/v1/sandbox/receivers": { name: "Try-out", answers: [500, 503, 204] },
  "PATCH /api/v1/sandbox/receivers/{id}": { delayMs: 250 },
  "PATCH /api/v1/settings": { name: "Shop webhooks", accentColour: "#0b6e66" },
  "POST /api/v1/invitations": { email: "jo@acme.example", role: "developer" },
  "POST /api/v1/invitations/preview": { token: EXAMPLE_TOKEN },
  "POST /api/v1/invitations/accept": { token: EXAMPLE_TOKEN, name: "Jo", password: "correct horse battery" },
  "POST /api/v1/password-resets": { email: "jo@acme.example" },
  "POST /api/v1/password-resets/complete": { token: EXAMPLE_TOKEN, password: "correct horse battery" },
  "POST /api/v1/portal-links": { tenant: "acme", role: "developer", person: "user 42" },
  "POST /api/v1/portal-links/exchange": { token: EXAMPLE_TOKEN },
  "PATCH /api/v1/members/{id}": { role: "viewer" },
  "PATCH /api/v1/account": { name: "Jo" },
  "POST /api/v1/account/password": { currentPassword: "the old one", newPassword: "correct horse battery" },
};
