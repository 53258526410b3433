import { createRegistry, type DestinationRegistry } from "@/lib/destinations/registry";
import type { DestinationMetadata } from "@/lib/destinations/types";
import { env } from "@/lib/env";
import { isSandboxUrl } from "./sandbox-address";

let registry: DestinationRegistry | undefined;

/** The destination types, set up for this installation. */
export function destinations(): DestinationRegistry {
  registry ??= createRegistry({ allowedNetworks: env().HOOKSWITCH_ALLOWED_NETWORKS, isSandboxUrl });
  return registry;
}

export function listDestinationTypes(): DestinationMetadata[] {
  return destinations()
    .list()
    .map((adapter) => adapter.metadata);
}
