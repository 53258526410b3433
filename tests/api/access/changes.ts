import { createDelivery } from "@/tests/factories/delivery";
import { createEvent } from "@/tests/factories/event";
import { createMember, createUser, portalCookieOf, sessionCookieOf } from "@/tests/factories/person";
import { createSubscription } from "@/tests/factories/subscription";
import { createTenant } from "@/tests/factories/tenant";
import type { ApiClient } from "@/tests/setup/api-client";

/** What a call that changes something needs, and what it writes into the audit log. */
export interface Change {
  /** Makes what the call is about. */
  arrange?: (world: ChangeWorld) => Promise<Arranged>;
  body?: object;
  /** The action of the entry, or why there is none. */
  writes: string | { nothing: string } | { seeTest: string };
}

export interface ChangeWorld {
  /** With an operator's key. */
  api: ApiClient;
  tenantId: string;
  /** Of the portal, for calls of people. */
  origin: string;
}

export interface Arranged {
  params?: Record<string, string>;
  body?: object;
  /** Credentials other than a key. */
  headers?: Record<string, string>;
}

const PASSWORD = "correct horse battery";
/** What an audit log must not show. */
const SECRET_HEADERS = { authorization: `Bearer ${PASSWORD}` };
const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const tokenIn = (url: string | null) => url?.split("#token=")[1] ?? "";
const AN_EVENT_TYPE = { name: "order.created" };

async function subscription({ tenantId }: ChangeWorld): Promise<Arranged> {
  return { params: { id: (await createSubscription(tenantId)).id } };
}

async function delivery({ tenantId }: ChangeWorld): Promise<Arranged> {
  const { id: subscriptionId } = await createSubscription(tenantId);
  return { params: { id: (await createDelivery({ tenantId, subscriptionId })).id } };
}

async function replay({ api, tenantId }: ChangeWorld): Promise<Arranged> {
  const { body } = await api.post(`/tenants/${tenantId}/replays`, { body: await replayBody(tenantId) });
  return { params: { id: body.id } };
}

async function replayBody(tenantId: string): Promise<object> {
  const { id: subscriptionId } = await createSubscription(tenantId);
  const { id } = await createDelivery({ tenantId, subscriptionId }, { state: "dead" });
  return { filter: { deliveryIds: [id] } };
}

async function receiver({ api, tenantId }: ChangeWorld): Promise<Arranged> {
  return { params: { id: (await api.post(`/tenants/${tenantId}/sandbox/receivers`, { body: {} })).body.id } };
}

/** In the operator's catalogue and in the tenant's own, so that either path finds one. */
async function eventType({ api, tenantId }: ChangeWorld): Promise<Arranged> {
  const name = `thing.t${tenantId.slice(-12)}`;
  await api.post("/event-types", { body: { name } });
  await api.post(`/tenants/${tenantId}/event-types`, { body: { name } });
  return { params: { name, version: "1" } };
}

async function eventTypeName({ tenantId }: ChangeWorld): Promise<Arranged> {
  return { body: { ...AN_EVENT_TYPE, name: `made.t${tenantId.slice(-12)}` } };
}

async function importDocument({ tenantId }: ChangeWorld): Promise<Arranged> {
  const webhooks = { [`imported.t${tenantId.slice(-12)}`]: { post: { description: "It happened." } } };
  return { body: { document: { openapi: "3.1.0", webhooks } } };
}

async function member({ tenantId }: ChangeWorld): Promise<Arranged> {
  return { params: { id: (await createMember(tenantId, "viewer")).memberId } };
}

async function operator(): Promise<Arranged> {
  await createUser("operator");
  return { params: { id: (await createUser("operator")).userId } };
}

/** In the tenant and among the operators, so that either path finds one. */
async function invitation({ api, tenantId }: ChangeWorld, path = `/tenants/${tenantId}`): Promise<Arranged> {
  const role = path === "" ? null : "viewer";
  const body = { email: `x${Math.random().toString(36).slice(2)}@new.example`, role };
  const created = await api.post(`${path}/invitations`, { body });
  return { params: { id: created.body.id }, body: { token: tokenIn(created.body.url), password: PASSWORD } };
}

async function person({ origin }: ChangeWorld): Promise<Arranged> {
  const { userId } = await createUser("operator");
  return { headers: { cookie: await sessionCookieOf(userId), origin } };
}

async function otherSession(world: ChangeWorld): Promise<Arranged> {
  const { headers } = await person(world);
  const { data } = (await world.api.get("/sessions", { key: null, headers: headers ?? {} })).body;
  return { headers: headers ?? {}, params: { id: data[0].id } };
}

async function memberSession({ tenantId, origin }: ChangeWorld): Promise<Arranged> {
  const { userId } = await createMember(tenantId, "viewer");
  return { headers: { cookie: await sessionCookieOf(userId), origin }, body: { tenant: tenantId } };
}

async function portalLink({ api, tenantId, origin }: ChangeWorld): Promise<Arranged> {
  const { body } = await api.post("/portal-links", { body: { tenant: tenantId } });
  return { params: { id: body.id }, headers: { origin }, body: { token: tokenIn(body.url) } };
}

async function otherTenant(): Promise<Arranged> {
  return { params: { tenant: (await createTenant()).id } };
}

async function apiKey({ api, tenantId }: ChangeWorld, path = `/tenants/${tenantId}`): Promise<Arranged> {
  return { params: { id: (await api.post(`${path}/api-keys`, { body: { name: "x" } })).body.id } };
}

/** By the route's name without /tenants/[tenant]; where both paths stand, both are called. */
export const CHANGES: Readonly<Record<string, Change>> = {
  "POST /api-keys": { body: { name: "ci" }, writes: "api_key.create" },
  "DELETE /api-keys/[id]": { arrange: (world) => apiKey(world), writes: "api_key.revoke" },
  "POST /deliveries/[id]/cancel": { arrange: delivery, writes: "delivery.cancel" },
  "POST /deliveries/[id]/replay": { arrange: delivery, writes: "delivery.replay" },
  "POST /events": { body: { type: "a.b", data: {} }, writes: { nothing: "traffic: the event itself is the record" } },
  "DELETE /events/[id]": {
    arrange: async ({ api, tenantId }) => {
      const body = { type: "a.b", data: {}, deliverAt: new Date(Date.now() + 3_600_000).toISOString() };
      return { params: { id: (await api.post(`/tenants/${tenantId}/events`, { body })).body.id } };
    },
    writes: "event.cancel",
  },
  "DELETE /events/[id]/payload": {
    arrange: async ({ tenantId }) => ({ params: { id: (await createEvent(tenantId)).id } }),
    writes: "event.erase_payload",
  },
  "POST /events/[id]/replay": {
    arrange: async ({ tenantId }) => {
      const { id: subscriptionId } = await createSubscription(tenantId);
      return { params: { id: (await createEvent(tenantId)).id }, body: { subscriptionId } };
    },
    writes: "delivery.replay",
  },
  "POST /event-types": { arrange: eventTypeName, writes: "event_type.create" },
  "PATCH /event-types/[name]": { arrange: eventType, body: { group: "things" }, writes: "event_type.update" },
  "DELETE /event-types/[name]": { arrange: eventType, writes: "event_type.delete" },
  "POST /event-types/[name]/versions": {
    arrange: eventType,
    body: { version: "2" },
    writes: "event_type.save_version",
  },
  "PUT /event-types/[name]/versions/[version]": {
    arrange: eventType,
    body: { schema: { type: "object" } },
    writes: "event_type.save_version",
  },
  "DELETE /event-types/[name]/versions/[version]": {
    arrange: async (world) => {
      const arranged = await eventType(world);
      for (const path of ["", `/tenants/${world.tenantId}`])
        await world.api.post(`${path}/event-types/${arranged.params?.name}/versions`, { body: { version: "2" } });
      return arranged;
    },
    writes: "event_type.delete_version",
  },
  "POST /event-types/import": { arrange: importDocument, writes: "event_type.create" },
  "POST /filters/try": { body: { filter: "data.a", events: [] }, writes: { nothing: "it changes nothing" } },
  "POST /invitations": { body: { email: "one@new.example", role: "viewer" }, writes: "invitation.create" },
  "POST /invitations/[id]/renew": { arrange: (world) => invitation(world), writes: "invitation.renew" },
  "DELETE /invitations/[id]": { arrange: (world) => invitation(world), writes: "invitation.revoke" },
  "POST /invitations/preview": {
    arrange: async (world) => ({ body: { token: ((await invitation(world)).body as { token: string }).token } }),
    writes: { nothing: "it changes nothing" },
  },
  "POST /invitations/accept": { arrange: (world) => invitation(world), writes: "invitation.accept" },
  "PATCH /members/[id]": { arrange: member, body: { role: "owner" }, writes: "member.update" },
  "DELETE /members/[id]": { arrange: member, writes: "member.delete" },
  "POST /members/[id]/password-reset": { arrange: member, writes: "password_reset.create" },
  "DELETE /operators/[id]": { arrange: operator, writes: "operator.delete" },
  "POST /operators/[id]/password-reset": { arrange: operator, writes: "password_reset.create" },
  "POST /password-resets": {
    arrange: async () => ({ body: { email: (await createUser("operator")).email } }),
    writes: "password_reset.create",
  },
  "POST /password-resets/complete": {
    arrange: async ({ api }) => {
      const { userId } = await createUser("operator");
      const { body } = await api.post(`/operators/${userId}/password-reset`);
      return { body: { token: tokenIn(body.url), password: PASSWORD } };
    },
    writes: "account.reset_password",
  },
  "POST /portal-links": {
    arrange: async ({ tenantId }) => ({ body: { tenant: tenantId } }),
    writes: "portal_link.create",
  },
  "DELETE /portal-links/[id]": {
    arrange: async (world) => ({ params: (await portalLink(world)).params ?? {} }),
    writes: "portal_link.revoke",
  },
  "POST /portal-links/exchange": { arrange: portalLink, writes: "portal_link.use" },
  "POST /portal-links/leave": {
    arrange: async ({ tenantId, origin }) => ({
      headers: { cookie: await portalCookieOf(tenantId, "viewer"), origin },
    }),
    writes: "portal_link.revoke",
  },
  "POST /replays": {
    arrange: async ({ tenantId }) => ({ body: await replayBody(tenantId) }),
    writes: "replay.create",
  },
  "POST /replays/[id]/cancel": { arrange: replay, writes: "replay.cancel" },
  "POST /sandbox/receivers": { body: {}, writes: "sandbox.create" },
  "PATCH /sandbox/receivers/[id]": { arrange: receiver, body: { answers: [500] }, writes: "sandbox.update" },
  "DELETE /sandbox/receivers/[id]": { arrange: receiver, writes: "sandbox.delete" },
  "DELETE /sandbox/receivers/[id]/requests": {
    arrange: receiver,
    writes: { nothing: "what a test receiver got is no configuration" },
  },
  "PATCH /session": { arrange: memberSession, writes: "session.switch" },
  "DELETE /sessions": { arrange: person, writes: "session.end_all" },
  "DELETE /sessions/[id]": { arrange: otherSession, writes: "session.end" },
  "PATCH /account": { arrange: person, body: { name: "Jo" }, writes: "account.update" },
  "POST /account/password": { arrange: person, body: { newPassword: PASSWORD }, writes: "account.change_password" },
  "PATCH /settings": { body: { name: "Hooks" }, writes: "settings.update" },
  "POST /setup": { writes: { seeTest: "setup.test.ts" } },
  "POST /subscriptions": {
    body: {
      url: "http://127.0.0.1:9/",
      events: ["*"],
      skipVerification: true,
      headers: SECRET_HEADERS,
      secret: SECRET,
    },
    writes: "subscription.create",
  },
  "PATCH /subscriptions/[id]": {
    arrange: subscription,
    body: { headers: SECRET_HEADERS, skipVerification: true },
    writes: "subscription.update",
  },
  "DELETE /subscriptions/[id]": { arrange: subscription, writes: "subscription.delete" },
  "POST /subscriptions/[id]/disable": { arrange: subscription, writes: "subscription.disable" },
  "POST /subscriptions/[id]/enable": { arrange: after("disable"), writes: "subscription.enable" },
  "POST /subscriptions/[id]/pause": { arrange: subscription, writes: "subscription.pause" },
  "POST /subscriptions/[id]/resume": { arrange: after("pause"), writes: "subscription.resume" },
  "POST /subscriptions/[id]/rotate-secret": {
    arrange: subscription,
    body: { secret: SECRET },
    writes: "subscription.rotate_secret",
  },
  "POST /subscriptions/[id]/test": {
    arrange: subscription,
    writes: { nothing: "it sends one request and leaves no row" },
  },
  "POST /webhooks/subscribe": {
    // It must be reachable, and gets no request.
    arrange: async ({ origin }) => ({ body: { targetUrl: `${origin}/zap`, events: ["order.*"] } }),
    writes: "subscription.create",
  },
  "DELETE /webhooks/[id]": { arrange: subscription, writes: "subscription.delete" },
  "POST /tenants": { body: { name: "New" }, writes: "tenant.create" },
  "PATCH /tenants/[tenant]": { body: { name: "Renamed" }, writes: "tenant.update" },
  "DELETE /tenants/[tenant]": { arrange: otherTenant, writes: "tenant.delete" },
  "PUT /tenants/[tenant]/partition": { arrange: otherTenant, body: { partition: "own" }, writes: "tenant.move" },
  "POST /engine/runs/[id]/cancel": { writes: { seeTest: "engine-runs.test.ts" } },
  "POST /engine/runs/[id]/retry": { writes: { seeTest: "engine-runs.test.ts" } },
};

/** A subscription to which a command was given. */
function after(command: string) {
  return async (world: ChangeWorld): Promise<Arranged> => {
    const arranged = await subscription(world);
    await world.api.post(`/tenants/${world.tenantId}/subscriptions/${arranged.params?.id}/${command}`);
    return arranged;
  };
}
