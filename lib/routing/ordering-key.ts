import { WHOLE_SUBSCRIPTION } from "@/lib/contracts/ordering-key";
import { type CompiledFilter, compileFilter } from "./filter";

/** Longer keys are one key by their beginning: order is kept a little too strictly, never too loosely. */
const MAX_KEY_LENGTH = 200;

/** The key of an event's order; null where the subscription keeps none. Never throws. */
export type OrderingKey = (envelope: () => unknown) => string | null;

export function compileOrderingKey(ordering: { key: string | null } | null): OrderingKey {
  if (!ordering) return () => null;
  const key = ordering.key === null ? null : compileKey(ordering.key);
  return (envelope) => (key === null ? WHOLE_SUBSCRIPTION : keyText(key, envelope));
}

function compileKey(expression: string): CompiledFilter | null {
  const compiled = compileFilter(expression);
  return compiled.ok ? compiled.filter : null;
}

/** Events without a key, or whose key cannot be had, keep one order among themselves. */
function keyText(key: CompiledFilter, envelope: () => unknown): string {
  const result = key.evaluate(envelope());
  if (result.outcome === "failed" || result.value === null) return WHOLE_SUBSCRIPTION;
  return `=${JSON.stringify(result.value).slice(0, MAX_KEY_LENGTH)}`;
}
