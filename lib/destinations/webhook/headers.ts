import { MASK, type OutboundMessage } from "../types";
import type { Sign } from "./sign";

const SECRET_NAME = /authorization|token|key|secret|password|passwd|signature|credential|cookie|session/i;

export interface RequestHeaders {
  sent: Record<string, string>;
  /** The same with secret values masked. */
  recorded: Record<string, string>;
}

export type BuildHeaders = (message: OutboundMessage, timestampSeconds: number) => RequestHeaders;

export function maskHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, SECRET_NAME.test(name) ? MASK : value]),
  );
}

export function createHeaderBuilder(custom: Record<string, string>, userAgent: string, sign: Sign): BuildHeaders {
  const masked = maskHeaders(custom);
  const hasSecrets = Object.keys(custom).some((name) => masked[name] !== custom[name]);
  return (message, timestampSeconds) => {
    const sent = {
      ...custom,
      "content-type": "application/json",
      accept: "*/*",
      // Nothing is decompressed, so nothing may be compressed.
      "accept-encoding": "identity",
      "user-agent": userAgent,
      "webhook-id": message.eventId,
      "webhook-timestamp": String(timestampSeconds),
      "webhook-signature": sign({ id: message.eventId, timestampSeconds, body: message.body }),
      "webhook-attempt": String(message.attemptNumber),
      "webhook-subscription": message.subscriptionId,
      "webhook-sequence": String(message.sequence),
      traceparent: message.traceparent,
    };
    return { sent, recorded: hasSecrets ? { ...sent, ...masked } : sent };
  };
}
