import { afterAll, beforeAll } from "vitest";
import { createTenantKey } from "../factories/api-key";
import { createTenant } from "../factories/tenant";
import { type Receiver, startReceiver } from "../receiver";
import { serveApi } from "./api";
import type { ApiClient } from "./api-client";

interface TenantApi {
  readonly tenantId: string;
  /** Calls with a key of the tenant. */
  readonly api: ApiClient;
  /** Calls with an operator key. */
  readonly operator: ApiClient;
  readonly receiver: Receiver;
}

/** The API for a test file, with a tenant (`acme`) and a receiver for its subscriptions. */
export function serveTenantApi(): TenantApi {
  const server = serveApi();
  let started: Omit<TenantApi, "operator"> | undefined;

  beforeAll(async () => {
    const receiver = await startReceiver();
    const { id: tenantId } = await createTenant({ externalId: "acme" });
    started = { tenantId, receiver, api: server.api.as(await createTenantKey(tenantId)) };
  });
  afterAll(() => started?.receiver.stop());

  const ready = () => {
    if (!started) throw new Error("the API has not started yet");
    return started;
  };
  return {
    get tenantId() {
      return ready().tenantId;
    },
    get api() {
      return ready().api;
    },
    get operator() {
      return server.api;
    },
    get receiver() {
      return ready().receiver;
    },
  };
}
