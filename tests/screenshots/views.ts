import type { Seeded } from "./seed";

export interface View {
  name: string;
  path: string;
  /** The picture is taken once it stands in the page. */
  text: string | RegExp;
  /** Looked at with one tenant chosen (a busy one, or one that has nothing yet), or with all of them. */
  scope: "acme" | "fresh" | "all";
}

/** The value of the cookie that chooses it. */
export function tenantOf({ scope }: View, { tenantId, freshTenantId }: Seeded): string {
  if (scope === "all") return "";
  return scope === "acme" ? tenantId : freshTenantId;
}

/** Every area, with its detail pages. */
export function viewsOf(ids: Seeded): View[] {
  const acme = (name: string, path: string, text: View["text"]): View => ({ name, path, text, scope: "acme" });
  const all = (name: string, path: string, text: View["text"]): View => ({ name, path, text, scope: "all" });
  return [
    acme("overview", "/overview", "not delivered in the last hour"),
    { name: "first-run", path: "/overview", text: "Try it with the sandbox", scope: "fresh" },
    acme("deliveries", "/deliveries", "order.created"),
    acme("delivery", `/deliveries/${ids.retryingDeliveryId}`, "503 Service Unavailable"),
    acme("events", "/events", "order.created"),
    acme("event", `/events/${ids.eventId}`, "order.completed"),
    acme("dead-letters", "/dead-letters", /Replay \d+ dead/),
    acme("replays", "/replays", "Deliveries that arrived"),
    acme("replay", `/replays/${ids.replayId}`, "to go"),
    acme("replay-new", "/replays/new", "again, with the same body"),
    acme("subscriptions", "/subscriptions", "erp.acme.example"),
    acme("subscription", `/subscriptions/${ids.subscriptionId}`, "erp.acme.example"),
    acme("subscription-ordered", `/subscriptions/${ids.orderedSubscriptionId}`, "Held up by their order"),
    acme("subscription-settings", `/subscriptions/${ids.orderedSubscriptionId}?tab=settings`, "a dead one stops it"),
    acme("subscription-new", "/subscriptions/new", "Where should events go?"),
    acme("event-types", "/event-types", "invoice.voided"),
    acme("event-type", "/event-types/order.created", "shipping_address"),
    acme("event-types-import", "/event-types/import", "or the document itself"),
    acme("sandbox", `/sandbox?receiver=${ids.receiverId}`, "verified"),
    acme("api-keys", "/api-keys", "Terraform"),
    acme("members", "/members", "Sam Okafor"),
    acme("audit-log", "/audit-log", "portal link: create"),
    all("settings", "/settings", "How it looks to your customers"),
    all("tenants", "/tenants", "Globex Corporation"),
    all("tenant", `/tenants/${ids.tenantId}`, "Open breakers"),
    all("undelivered", "/undelivered", "Show them"),
    all("portal-links", "/portal-links", "Hank Scorpio"),
    all("engine", "/engine", "deliver"),
    all("engine-run", `/engine/${ids.runId}`, "Started by"),
  ];
}
