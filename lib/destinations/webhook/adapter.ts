import type { AddressGuard } from "@/lib/net/address-guard";
import { checkUrl } from "@/lib/net/check-url";
import { openOrigin } from "@/lib/net/open-origin";
import type { Lookup } from "@/lib/net/resolve";
import type { DestinationAdapter } from "../types";
import { type WebhookConfig, webhookConfig } from "./config";
import { createHeaderBuilder, maskHeaders } from "./headers";
import { webhookMetadata } from "./metadata";
import { send } from "./send";
import { createSigner } from "./sign";

export interface WebhookOutbound {
  guard: AddressGuard;
  userAgent: string;
  /** Lets one URL through the guard (the sandbox's receivers); see lib/net/resolve. */
  isExempt?: ((url: string) => Promise<boolean>) | undefined;
  /** How names resolve; the system's way unless a test says otherwise. */
  lookup?: Lookup;
  /** Certificates trusted instead of the system's (tests). */
  ca?: string;
}

/** What an attempt keeps of a response body. */
const MAX_RESPONSE_BYTES = 16 * 1024;

export function createWebhookAdapter(outbound: WebhookOutbound): DestinationAdapter<WebhookConfig> {
  const { guard, isExempt, userAgent, lookup, ca } = outbound;
  return {
    metadata: webhookMetadata,
    config: webhookConfig,
    mask: (config) => ({ ...config, headers: maskHeaders(config.headers) }),
    describe(config) {
      const url = new URL(config.url);
      return url.pathname === "/" ? url.host : `${url.host}${url.pathname}`;
    },
    async check(config, options) {
      const failure = await checkUrl(config.url, { guard, isExempt, lookup, ca, ...options });
      return failure ? [{ field: "url", code: failure.kind, message: failure.message }] : [];
    },
    open(config, { secrets, expiring, timeoutMs, maxConnections }) {
      const sign = createSigner({ secrets, expiring });
      const limits = { timeoutMs, maxConnections, maxResponseBytes: MAX_RESPONSE_BYTES };
      const context = {
        url: config.url,
        origin: openOrigin(config.url, { guard, isExempt, lookup, ca, ...limits }),
        buildHeaders: createHeaderBuilder(config.headers, userAgent, sign),
      };
      return {
        send: (message, signal) => send(context, message, signal),
        close: () => context.origin.close(),
      };
    },
  };
}
