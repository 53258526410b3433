import { MASK } from "./types";

/**
 * What a form sends back contains masks where the person changed nothing; this puts the stored values in their
 * place. A mask without a stored value stays and is refused by the config's schema.
 */
export function restoreMasked(input: unknown, stored: unknown): unknown {
  if (input === MASK) return stored ?? input;
  if (!isRecord(input) || !isRecord(stored)) return input;
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, restoreMasked(value, stored[key])]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
