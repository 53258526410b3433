import type { DestinationMetadata } from "@/lib/destinations/types";
import { secretBox } from "./secret-box";

/** A config as it lies in the database: secret fields are one ciphertext each, whatever they hold. */
export type SealedConfig = Record<string, unknown>;
export type PlainConfig = Record<string, unknown>;

const SECRET_KINDS = new Set(["secret", "headers"]);

/** The subscription's id is bound into the ciphertexts: a config cannot be moved to another subscription. */
export function sealConfig(metadata: DestinationMetadata, config: PlainConfig, subscriptionId: string): SealedConfig {
  return mapSecrets(metadata, config, (name, value) =>
    secretBox().encrypt(JSON.stringify(value), contextOf(subscriptionId, name)),
  );
}

/** Throws when no key of HOOKSWITCH_SECRET_KEY fits. */
export function openConfig(metadata: DestinationMetadata, sealed: SealedConfig, subscriptionId: string): PlainConfig {
  return mapSecrets(metadata, sealed, (name, value) =>
    typeof value === "string" ? JSON.parse(secretBox().decrypt(value, contextOf(subscriptionId, name))) : value,
  );
}

function mapSecrets(
  metadata: DestinationMetadata,
  config: PlainConfig,
  map: (name: string, value: unknown) => unknown,
): PlainConfig {
  const secret = new Set(metadata.fields.filter((field) => SECRET_KINDS.has(field.kind)).map((field) => field.name));
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => [
      name,
      secret.has(name) && !isEmpty(value) ? map(name, value) : value,
    ]),
  );
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === "object" && Object.keys(value).length === 0);
}

function contextOf(subscriptionId: string, field: string): string {
  return `${subscriptionId}.${field}`;
}
