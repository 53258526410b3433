import type { Stack } from "./stack";

/** A tenant with subscriptions to these URLs; each takes every event unless it says otherwise. */
export async function newTenant(
  stack: Stack,
  name: string,
  urls: readonly string[],
  subscription: Record<string, unknown> = {},
): Promise<{ id: string; subscriptionIds: string[]; eventsUrl: string }> {
  const { id } = await stack.call<{ id: string }>("POST", "/api/v1/tenants", { externalId: name, name });
  const subscriptionIds: string[] = [];
  for (const url of urls) {
    const made = await stack.call<{ id: string }>("POST", `/api/v1/tenants/${name}/subscriptions`, {
      url,
      events: ["*"],
      skipVerification: true,
      ...subscription,
    });
    subscriptionIds.push(made.id);
  }
  return { id, subscriptionIds, eventsUrl: `${stack.url}/api/v1/tenants/${name}/events` };
}

export function authorizationOf(stack: Stack): Record<string, string> {
  return { authorization: `Bearer ${stack.operatorKey}` };
}
