export interface EnvelopeInput {
  id: string;
  type: string;
  version: string;
  timestamp: Date;
  source: string | null;
  correlationId: string | null;
  /** Per tenant, without gaps. */
  sequence: number;
  /** The raw JSON text of `data`, as cut out of the request: it is spliced in byte for byte. */
  data: string;
}

/** The body that every destination gets (API.md, "On the wire"): the order of its members is part of the contract. */
export function buildEnvelope(event: EnvelopeInput): string {
  return (
    `{"id":${JSON.stringify(event.id)},"type":${JSON.stringify(event.type)}` +
    `,"version":${JSON.stringify(event.version)},"timestamp":"${event.timestamp.toISOString()}"` +
    `,"source":${JSON.stringify(event.source)},"correlationId":${JSON.stringify(event.correlationId)}` +
    `,"sequence":${event.sequence},"data":${event.data}}`
  );
}

/** What filters and ordering keys see of an event: the envelope but for its sequence, which is drawn when it is routed. */
export function filterEnvelope(event: Omit<EnvelopeInput, "sequence">): unknown {
  return {
    id: event.id,
    type: event.type,
    version: event.version,
    timestamp: event.timestamp.toISOString(),
    source: event.source,
    correlationId: event.correlationId,
    data: JSON.parse(event.data),
  };
}

/** What filters read. Big integers become doubles here, and only here: the body itself keeps its digits. */
export function parseEnvelope(body: string): unknown {
  return JSON.parse(body);
}
