/**
 * Who may call what, written by hand: the test compares it with every route file, so that a new route, and a route whose
 * access was changed, fails until somebody decided here. Each rule names its least role; an operator may do what any
 * role may.
 */
export type Rule = keyof typeof RULES;

/** A resource that a tenant's credential calls as it is, and an operator below /tenants/[tenant]. */
function both(names: readonly string[]): string[] {
  return names.flatMap((name) => [name, name.replace(" /", " /tenants/[tenant]/")]);
}

const RULES = {
  /** Nobody in particular: what a sign-in needs, and whether the process lives. */
  public: [
    ...["DELETE", "GET", "PATCH", "POST", "PUT"].map((verb) => `${verb} /[...unknown]`),
    "GET /health/live",
    "GET /health/ready",
    "GET /openapi.json",
    "GET /settings/public",
    "POST /setup",
    "POST /invitations/preview",
    "POST /invitations/accept",
    "POST /password-resets",
    "POST /password-resets/complete",
    "POST /portal-links/exchange",
    "POST /portal-links/leave",
  ],
  /** Any session: an account's or a portal link's. */
  session: ["GET /session"],
  /** A session of an account. */
  person: [
    "PATCH /session",
    "GET /sessions",
    "DELETE /sessions",
    "DELETE /sessions/[id]",
    "GET /account",
    "PATCH /account",
    "POST /account/password",
  ],
  viewer: [
    ...both([
      "GET /audit-log",
      "GET /deliveries",
      "GET /deliveries/[id]",
      "GET /deliveries/series",
      "GET /event-types",
      "GET /event-types/[name]",
      "GET /event-types/[name]/versions",
      "GET /events",
      "GET /events/[id]",
      "GET /events/[id]/deliveries",
      "GET /events/[id]/trace",
      "GET /health/undelivered",
      "GET /members",
      "GET /replays",
      "GET /replays/[id]",
      "GET /sandbox/receivers",
      "GET /sandbox/receivers/[id]",
      "GET /sandbox/receivers/[id]/requests",
      "GET /subscriptions",
      "GET /subscriptions/[id]",
      "GET /subscriptions/[id]/health",
      "GET /subscriptions/activity",
      "POST /filters/try",
    ]),
    "GET /destination-types",
    "GET /webhooks/samples/[eventType]",
    "GET /tenants/[tenant]",
    "GET /tenants/[tenant]/health",
  ],
  developer: [
    "POST /webhooks/subscribe",
    "DELETE /webhooks/[id]",
    ...both([
      "POST /deliveries/[id]/cancel",
      "POST /deliveries/[id]/replay",
      "DELETE /events/[id]",
      "POST /events/[id]/replay",
      "POST /replays",
      "POST /replays/[id]/cancel",
      "POST /sandbox/receivers",
      "PATCH /sandbox/receivers/[id]",
      "DELETE /sandbox/receivers/[id]",
      "DELETE /sandbox/receivers/[id]/requests",
      "POST /subscriptions",
      "PATCH /subscriptions/[id]",
      "DELETE /subscriptions/[id]",
      "POST /subscriptions/[id]/disable",
      "POST /subscriptions/[id]/enable",
      "POST /subscriptions/[id]/pause",
      "POST /subscriptions/[id]/resume",
      "POST /subscriptions/[id]/rotate-secret",
      "POST /subscriptions/[id]/test",
    ]),
  ],
  /** A read that shows a secret: a key needs `write`. */
  "developer write": both(["GET /subscriptions/[id]/secret"]),
  "developer publish": both(["POST /events"]),
  owner: both([
    "GET /api-keys",
    "POST /api-keys",
    "DELETE /api-keys/[id]",
    "DELETE /events/[id]/payload",
    "GET /invitations",
    "DELETE /invitations/[id]",
  ]),
  /** It makes access for others: a key needs all scopes. */
  "owner all": both([
    "POST /invitations",
    "POST /invitations/[id]/renew",
    "PATCH /members/[id]",
    "DELETE /members/[id]",
    "POST /members/[id]/password-reset",
  ]),
  operator: [
    ...both([
      "POST /event-types",
      "PATCH /event-types/[name]",
      "DELETE /event-types/[name]",
      "POST /event-types/[name]/versions",
      "PUT /event-types/[name]/versions/[version]",
      "DELETE /event-types/[name]/versions/[version]",
      "POST /event-types/import",
    ]),
    "GET /engine/runs",
    "GET /engine/runs/[id]",
    "POST /engine/runs/[id]/cancel",
    "POST /engine/runs/[id]/retry",
    "GET /health/tenants",
    "GET /health/undelivered/tenants",
    "GET /metrics",
    "GET /operators",
    "GET /portal-links",
    "DELETE /portal-links/[id]",
    "GET /settings",
    "PATCH /settings",
    "GET /tenants",
    "POST /tenants",
    "PATCH /tenants/[tenant]",
    "DELETE /tenants/[tenant]",
    "PUT /tenants/[tenant]/partition",
  ],
  "operator all": ["DELETE /operators/[id]", "POST /operators/[id]/password-reset", "POST /portal-links"],
} as const satisfies Record<string, readonly string[]>;

/** The rule of each route by its name. */
export const ACCESS_MATRIX: ReadonlyMap<string, Rule> = new Map(
  Object.entries(RULES).flatMap(([rule, names]) => names.map((name): [string, Rule] => [name, rule as Rule])),
);
