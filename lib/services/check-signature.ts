import type { SignatureCheck } from "@/lib/contracts/sandbox";
import { verifyRequest } from "@/lib/destinations/webhook/verify";
import { findSecrets } from "@/lib/queries/secrets";
import { findSubscription } from "@/lib/queries/subscriptions";
import { openSecret } from "./signing-secret";

export interface ReceivedRequest {
  /** Names in small letters. */
  headers: Record<string, string>;
  body: Buffer;
  receivedAtMs: number;
}

export const UNKNOWN_SIGNATURE: SignatureCheck = {
  verdict: "unknown",
  scheme: null,
  reason: "It names no subscription of this tenant, so there is no secret to check it with.",
};

/** Null while there is nothing to check with: the test request of a subscription that is not saved yet. */
export async function checkSignature(
  tenantId: string,
  { headers, body, receivedAtMs }: ReceivedRequest,
): Promise<SignatureCheck | null> {
  const signature = headers["webhook-signature"];
  if (signature === undefined) {
    return { verdict: "unsigned", scheme: null, reason: "There is no webhook-signature header." };
  }
  const subscription = await findSubscription(tenantId, headers["webhook-subscription"] ?? "");
  if (!subscription) return null;
  const secrets = (await findSecrets(subscription.id)).map(openSecret);
  const signed = { id: headers["webhook-id"] ?? "", timestamp: headers["webhook-timestamp"] ?? "", signature, body };
  const result = verifyRequest(signed, secrets, receivedAtMs);
  if (result.isValid) {
    return {
      verdict: "valid",
      scheme: result.scheme,
      reason: "A secret of the subscription made this signature, and the timestamp is fresh.",
    };
  }
  return { verdict: "invalid", scheme: null, reason: result.reason };
}
