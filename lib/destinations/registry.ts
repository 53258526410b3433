import { createAddressGuard } from "@/lib/net/address-guard";
import packageJson from "@/package.json";
import type { DestinationAdapter } from "./types";
import { createWebhookAdapter } from "./webhook/adapter";

/** What adapters need to know of the process. They read no environment; whoever assembles the process hands it in. */
export interface OutboundOptions {
  /** HOOKSWITCH_ALLOWED_NETWORKS: addresses and ranges that may be called although they are not public. */
  allowedNetworks: readonly string[];
  /** Which URLs of our own the webhook adapter, and no other, may call although the guard refuses them. */
  isSandboxUrl?: ((url: string) => Promise<boolean>) | undefined;
}

export interface DestinationRegistry {
  /** Every type, in the order in which a form offers them. */
  list(): readonly DestinationAdapter[];
  /** Null for a type that does not exist. */
  get(type: string): DestinationAdapter | null;
}

export function createRegistry(options: OutboundOptions): DestinationRegistry {
  const outbound = {
    guard: createAddressGuard({ allowedNetworks: options.allowedNetworks }),
    userAgent: `Hookswitch/${packageJson.version}`,
  };
  const adapters: readonly DestinationAdapter[] = [
    createWebhookAdapter({ ...outbound, isExempt: options.isSandboxUrl }),
  ];
  const byType = new Map(adapters.map((adapter) => [adapter.metadata.type, adapter]));
  return {
    list: () => adapters,
    get: (type) => byType.get(type) ?? null,
  };
}
