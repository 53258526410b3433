import { randomBytes } from "node:crypto";
import { startSession } from "@/lib/services/sessions";
import { createOperatorKey, createTenantKey } from "../../factories/api-key";
import { createDelivery } from "../../factories/delivery";
import { createEvent } from "../../factories/event";
import { createMember, createUser, sessionCookieOf } from "../../factories/person";
import { createSubscription } from "../../factories/subscription";
import { createTenant } from "../../factories/tenant";
import { createApiClient } from "../../setup/api-client";
import type { Listed } from "./document";

/** For whoever is signed in, a portal link's visitor too; a key is nobody's session. */
const NEEDS_SESSION = /^\/api\/v1\/session$/;

export const PASSWORD = "the old one, long enough";
const HOUR_MS = 3_600_000;

/** A tenant with something of everything, and callers of every kind. */
export interface World {
  tenant: { id: string; externalId: string | null };
  headersFor(listed: Listed): Promise<Record<string, string>>;
  /** The path with ids of things that are there; each call makes new ones. */
  fill(listed: Listed): Promise<string>;
}

export async function createWorld(url: string): Promise<World> {
  const tenant = await createTenant({ externalId: `world-${randomBytes(4).toString("hex")}` });
  const operator = await createOperatorKey();
  const own = await createTenantKey(tenant.id);
  const person = await createUser("operator", { password: PASSWORD });
  const api = createApiClient(url, operator);
  const scoped = (path: string) => `/tenants/${tenant.id}${path}`;
  const post = async (path: string, body: object): Promise<string> => (await api.post(path, { body })).body.id;
  const newType = async (path: string) => {
    const name = `made.${randomBytes(6).toString("hex")}`;
    await api.post(path, { body: { name, example: {} } });
    return name;
  };
  const subscription = async () => (await createSubscription(tenant.id)).id;

  /** Something that the operation can work on, by the beginning of its path. */
  const makers: [RegExp, (listed: Listed) => Promise<string>][] = [
    [/^\/(subscriptions|webhooks)\//, subscription],
    [
      /^\/deliveries\//,
      async ({ path }) =>
        (
          await createDelivery(
            { tenantId: tenant.id, subscriptionId: await subscription() },
            path.endsWith("/replay") ? { state: "dead" } : {},
          )
        ).id,
    ],
    [
      /^\/events\//,
      async ({ verb, path }) => {
        const isCancelled = verb === "DELETE" && path.endsWith("{id}");
        const scheduled = { isRouted: false, deliverAt: new Date(Date.now() + HOUR_MS) };
        return (await createEvent(tenant.id, isCancelled ? scheduled : {})).id;
      },
    ],
    [
      /^\/api-keys\//,
      ({ path }) => post(path.includes("{tenant}") ? scoped("/api-keys") : scoped("/api-keys"), { name: "made" }),
    ],
    [/^\/sandbox\//, () => post(scoped("/sandbox/receivers"), {})],
    [
      /^\/replays\//,
      async () => {
        const subscriptionId = await subscription();
        await createDelivery({ tenantId: tenant.id, subscriptionId }, { state: "dead" });
        return post(scoped("/replays"), { filter: { subscriptionId, status: ["dead"] } });
      },
    ],
    [
      /^\/invitations\//,
      () => post(scoped("/invitations"), { email: `${randomBytes(5).toString("hex")}@example.com`, role: "viewer" }),
    ],
    [/^\/members\//, async () => (await createMember(tenant.id, "developer", { password: PASSWORD })).memberId],
    [/^\/operators\//, async () => (await createUser("operator")).userId],
    [/^\/portal-links\//, () => post("/portal-links", { tenant: tenant.id })],
    [/^\/sessions\//, () => startSession(person.userId, "password", { address: null, userAgent: null })],
  ];

  return {
    tenant,
    async headersFor({ path, operation }) {
      // A browser's own: every public change is made with an Origin there.
      if (operation.security?.length === 0) return { origin: url };
      if (operation.security || NEEDS_SESSION.test(path))
        return { cookie: await sessionCookieOf(person.userId), origin: url };
      const isOperator = path.includes("{tenant}") || operation.description.startsWith("For operators.");
      return { authorization: `Bearer ${isOperator ? operator : own}` };
    },
    async fill(listed) {
      const { verb, path } = listed;
      const isErasure = verb === "DELETE" && path.endsWith("/tenants/{tenant}");
      const tenantId = isErasure ? (await createTenant()).id : tenant.id;
      const rest = path.replace(/^\/api\/v1/, "").replace(/^\/tenants\/\{tenant\}/, "");
      const maker = makers.find(([pattern]) => pattern.test(rest))?.[1];
      const id = path.includes("{id}") && maker ? await maker(listed) : "unknown";
      const isRead = verb === "GET";
      const name = path.includes("{name}")
        ? await newType(path.includes("{tenant}") && !isRead ? scoped("/event-types") : "/event-types")
        : "";
      const values: Record<string, string> = { tenant: tenantId, id, name, version: "1", eventType: "order.completed" };
      return path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(values[key] ?? "unknown"));
    },
  };
}
