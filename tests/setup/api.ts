import { afterAll, beforeAll } from "vitest";
import { startKeyListener } from "@/lib/http/key-cache";
import { createOperatorKey } from "../factories/api-key";
import { type ApiClient, createApiClient } from "./api-client";
import { type ApiServer, startApiServer } from "./api-server";

/** Starts the API for a test file; `api` calls it with an operator key. */
export function serveApi(): { readonly api: ApiClient; readonly url: string } {
  let server: ApiServer | undefined;
  let client: ApiClient | undefined;
  let stopListener: (() => Promise<void>) | undefined;

  beforeAll(async () => {
    server = await startApiServer();
    stopListener = await startKeyListener();
    client = createApiClient(server.url, await createOperatorKey());
  });
  afterAll(async () => {
    await stopListener?.();
    await server?.close();
  });

  return {
    get api() {
      if (!client) throw new Error("the API has not started yet");
      return client;
    },
    get url() {
      if (!server) throw new Error("the API has not started yet");
      return server.url;
    },
  };
}
