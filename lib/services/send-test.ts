import { randomBytes } from "node:crypto";
import { DEFAULT_TIMEOUT_SECONDS } from "@/lib/contracts/limits";
import type { DestinationAdapter, SendResult } from "@/lib/destinations/types";
import { newId } from "@/lib/ids";
import { buildEnvelope } from "@/lib/routing/envelope";
import type { PlainConfig } from "./destination-config";

export const TEST_EVENT_TYPE = "hookswitch.test";
const TEST_MESSAGE = "This is a test from Hookswitch. Answer it with a 2xx status.";
const CHALLENGE_MESSAGE = "This is a test from Hookswitch. Answer it with a 2xx status and the challenge in the body.";

export interface TestTarget {
  adapter: DestinationAdapter;
  config: PlainConfig;
  /** Newest first. */
  secrets: readonly string[];
  tenantId: string;
  subscriptionId: string;
  timeoutSeconds?: number;
  /** Goes into `data`, for the endpoint to repeat. */
  challenge?: string | null;
}

/** One signed test request, now; it is no delivery and leaves no row. Never throws for what the endpoint does. */
export async function sendTest(target: TestTarget): Promise<SendResult> {
  const timeoutMs = (target.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1_000;
  const sender = target.adapter.open(target.config, { secrets: target.secrets, timeoutMs, maxConnections: 1 });
  const eventId = newId("event");
  try {
    return await sender.send(
      {
        deliveryId: newId("delivery"),
        eventId,
        eventType: TEST_EVENT_TYPE,
        subscriptionId: target.subscriptionId,
        tenantId: target.tenantId,
        sequence: 0,
        attemptNumber: 1,
        traceparent: `00-${randomBytes(16).toString("hex")}-${randomBytes(8).toString("hex")}-01`,
        body: testBody(eventId, target.challenge ?? null),
      },
      AbortSignal.timeout(timeoutMs * 2),
    );
  } finally {
    await sender.close();
  }
}

function testBody(eventId: string, challenge: string | null): string {
  const data = challenge === null ? { message: TEST_MESSAGE } : { message: CHALLENGE_MESSAGE, challenge };
  return buildEnvelope({
    id: eventId,
    type: TEST_EVENT_TYPE,
    version: "1",
    timestamp: new Date(),
    source: "hookswitch",
    correlationId: null,
    sequence: 0,
    data: JSON.stringify(data),
  });
}
