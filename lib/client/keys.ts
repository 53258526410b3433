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
  apiKeys: (tenant: Scope, filters: object) => ["api-keys", "list", tenant, filters] as const,
};
