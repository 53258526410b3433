type Scope = string | null;

/** Every input of a request stands in its key. The first part names the resource, so that it can be invalidated whole. */
export const keys = {
  undelivered: (tenant: Scope, window: string) => ["undelivered", tenant, window] as const,
  deliveries: (tenant: Scope, filters: object) => ["deliveries", "list", tenant, filters] as const,
  delivery: (id: string) => ["deliveries", "one", id] as const,
  deliverySeries: (tenant: Scope, hours: number, subscriptionId: string | null) =>
    ["deliveries", "series", tenant, hours, subscriptionId] as const,
  activity: (tenant: Scope, subscriptionId: string | null) =>
    ["deliveries", "activity", tenant, subscriptionId] as const,
  events: (tenant: Scope, filters: object) => ["events", "list", tenant, filters] as const,
  event: (id: string) => ["events", "one", id] as const,
  subscriptions: (tenant: Scope, filters: object) => ["subscriptions", "list", tenant, filters] as const,
  subscription: (id: string) => ["subscriptions", "one", id] as const,
  tenants: (filters: object) => ["tenants", "list", filters] as const,
  filterCheck: (filter: string) => ["filter-check", filter] as const,
  sandboxReceivers: (tenant: Scope) => ["sandbox", "receivers", tenant] as const,
  sandboxRequests: (receiverId: string, filters: object) => ["sandbox", "requests", receiverId, filters] as const,
  replays: (tenant: Scope, filters: object) => ["replays", "list", tenant, filters] as const,
  replay: (id: string) => ["replays", "one", id] as const,
  replayCount: (tenant: Scope, draft: object) => ["replays", "count", tenant, draft] as const,
  eventTypes: (tenant: Scope, filters: object) => ["event-types", "list", tenant, filters] as const,
  eventType: (tenant: Scope, name: string) => ["event-types", "one", tenant, name] as const,
  members: (tenant: Scope, filters: object) => ["members", "list", tenant, filters] as const,
  operators: (filters: object) => ["operators", "list", filters] as const,
  invitations: (tenant: Scope) => ["invitations", "list", tenant] as const,
  sessions: () => ["sessions", "list"] as const,
  auditLog: (tenant: Scope, filters: object) => ["audit-log", "list", tenant, filters] as const,
  settings: () => ["settings"] as const,
  portalLinks: (filters: object) => ["portal-links", "list", filters] as const,
  tenant: (id: string) => ["tenants", "one", id] as const,
  tenantHealth: (id: string) => ["tenants", "health", id] as const,
  ownSession: () => ["session"] as const,
  undeliveredByTenant: (window: string) => ["undelivered", "tenants", window] as const,
  engineRuns: (filters: object) => ["engine-runs", "list", filters] as const,
  engineRun: (id: string) => ["engine-runs", "one", id] as const,
  apiKeys: (tenant: Scope, filters: object) => ["api-keys", "list", tenant, filters] as const,
};
