import { describe, expect, it } from "vitest";
import { createOperatorKey } from "../factories/api-key";
import { createDelivery } from "../factories/delivery";
import { createSubscription } from "../factories/subscription";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";

const server = serveApi();

async function read(path: string, etag?: string | null): Promise<Response> {
  const authorization = `Bearer ${await createOperatorKey()}`;
  return fetch(`${server.url}/api/v1${path}`, {
    headers: { authorization, ...(etag ? { "if-none-match": etag } : {}) },
  });
}

describe("looking again", () => {
  it("what did not change answers 304 without a body; what did answers anew", async () => {
    const { id: tenantId } = await createTenant();
    const { id: subscriptionId } = await createSubscription(tenantId);
    const path = `/tenants/${tenantId}/deliveries`;
    const first = await read(path);
    const etag = first.headers.get("etag");
    expect(etag).toMatch(/^W\/"[\w-]{22}"$/);
    const again = await read(path, etag);
    expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
    await createDelivery({ tenantId, subscriptionId });
    const changed = await read(path, etag);
    expect(changed.status).toBe(200);
    expect((await changed.json()).data).toHaveLength(1);
  });

  it("a resource with a version keeps its own ETag", async () => {
    const { id: tenantId } = await createTenant();
    const { id } = await createSubscription(tenantId);
    const path = `/tenants/${tenantId}/subscriptions/${id}`;
    expect((await read(path)).headers.get("etag")).toBe('"1"');
    expect((await read(path, '"1"')).status).toBe(304);
    expect((await read(path, '"2"')).status).toBe(200);
  });
});
