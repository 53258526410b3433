import { publicUrl } from "@/lib/env";
import { isId } from "@/lib/ids";
import { logger } from "@/lib/logger";
import { findReceiver } from "@/lib/queries/sandbox-receivers";

export function sandboxUrl(id: string): string {
  return `${publicUrl()}/sandbox/${id}`;
}

/**
 * The one exception from the address guard: exactly the address that the API gave out for a receiver that is there
 * now. Compared as text, before any URL parsing, so that no other spelling of host, port or path can mean the same.
 * Whose receiver it is does not matter: its address is a capability that whoever has it may post to from anywhere.
 */
export async function isSandboxUrl(text: string): Promise<boolean> {
  const id = text.slice(text.lastIndexOf("/") + 1);
  if (!isId("sandboxReceiver", id) || text !== sandboxUrl(id)) return false;
  try {
    return (await findReceiver(null, id)) !== null;
  } catch (error) {
    // Fail closed: what cannot be looked up stays behind the guard.
    logger.warn({ err: error }, "a sandbox receiver could not be looked up");
    return false;
  }
}
