/** What a consumer gets. */
export interface WebhookEvent<Data = unknown> {
  id: string;
  type: string;
  version: string;
  timestamp: string;
  source: string | null;
  correlationId: string | null;
  sequence: number;
  data: Data;
}

export class WebhookVerificationError extends Error {
  override readonly name = "WebhookVerificationError";
}

/** Older requests are refused: somebody may have recorded one. */
const TOLERANCE_SECONDS = 5 * 60;

interface ReceivedWebhook {
  /** As it came, before any parsing. */
  body: string;
  headers: Record<string, string | string[] | undefined>;
  secret: string;
  nowSeconds?: number;
}

/** The event, if the request was signed with the secret (`whsec_…`) in the last five minutes; else throws. */
export async function verifyWebhook<Data = unknown>({
  body,
  headers,
  secret,
  nowSeconds = Date.now() / 1_000,
}: ReceivedWebhook): Promise<WebhookEvent<Data>> {
  const timestamp = Number(headers["webhook-timestamp"]);
  if (!(Math.abs(nowSeconds - timestamp) <= TOLERANCE_SECONDS)) {
    throw new WebhookVerificationError("webhook-timestamp is missing or more than five minutes off");
  }
  const signed = new TextEncoder().encode(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`);
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", decode(secret.replace(/^whsec_/, "")), algorithm, false, ["verify"]);
  const signatures = String(headers["webhook-signature"] ?? "").split(" ");
  for (const signature of signatures) {
    if (signature.startsWith("v1,") && (await crypto.subtle.verify("HMAC", key, decode(signature.slice(3)), signed))) {
      return JSON.parse(body);
    }
  }
  throw new WebhookVerificationError("no signature in webhook-signature fits");
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
