import { buildEnvelope, parseEnvelope } from "@/lib/routing/envelope";
import { compileMatcher, type MatcherSubscription } from "@/lib/routing/matcher";
import { parsePublish } from "@/lib/routing/raw-json";

const SUBSCRIPTIONS = 10_000;
const TAKERS = 500;
const TARGET_TYPE = "order.item.added";
const PATTERNS = ["order.item.added", "order.*", "*.item.added", "order.*.added", "*"];

/** Microseconds of one call, after a warm-up. */
export function microsecondsOf(rounds: number, work: () => unknown): number {
  for (let round = 0; round < rounds / 5; round += 1) work();
  const startedAt = performance.now();
  for (let round = 0; round < rounds; round += 1) work();
  return ((performance.now() - startedAt) * 1_000) / rounds;
}

/** Each round has its own text to parse, as each event has. */
export function matchEvents(filters: number): () => unknown {
  const matcher = compileMatcher(subscriptionsOf(filters));
  const body = envelopeOf(dataOf(1_000));
  return () => matcher.match({ type: TARGET_TYPE, envelope: () => parseEnvelope(body) });
}

export function matchNewTypes(): () => unknown {
  const matcher = compileMatcher(subscriptionsOf(20));
  const body = envelopeOf(dataOf(1_000));
  let number = 0;
  return () => {
    number += 1;
    return matcher.match({ type: `order.item${number}.added`, envelope: () => parseEnvelope(body) });
  };
}

function subscriptionsOf(filters: number): MatcherSubscription[] {
  return Array.from({ length: SUBSCRIPTIONS }, (_, index) => {
    const pattern = PATTERNS[index % PATTERNS.length] ?? "*";
    const takes = index % (SUBSCRIPTIONS / TAKERS) < 1;
    const events = takes
      ? [PATTERNS[(index / 20) % PATTERNS.length] ?? pattern]
      : [`other${index % 700}.*`, `x.y${index}`];
    return { id: `sub_${index}`, events, filter: filterOf((index / 20) % filters), disabled: index % 97 === 0 };
  });
}

function filterOf(index: number): string | null {
  if (index % 4 === 0) return null;
  if (index % 4 === 1) return `data.total_amount > \`${index}\` && data.currency == 'EUR'`;
  if (index % 4 === 2) return `contains(data.tags, 'tag${index}') || starts_with(data.note, '${index}')`;
  return `data.lines[?price > \`${index}\`]`;
}

function envelopeOf(data: string): string {
  return buildEnvelope({
    id: "evt_0198f3a0c0de7a0abc0e0123456789ab",
    type: TARGET_TYPE,
    version: "1",
    timestamp: new Date(0),
    source: "billing",
    correlationId: null,
    sequence: 48_112,
    data,
  });
}

function dataOf(bytes: number): string {
  const line = { sku: "A-1000", price: 12.5, quantity: 3, note: 'a "quoted" text' };
  const lines = Array.from(
    { length: Math.max(1, Math.floor((bytes - 200) / JSON.stringify(line).length)) },
    () => line,
  );
  return JSON.stringify({ total_amount: 12_000, currency: "EUR", tags: ["tag2", "new"], note: "none", lines });
}

function publishOf(bytes: number): string {
  return `{"type":"${TARGET_TYPE}","data":${dataOf(bytes)},"externalId":"order-1","source":"billing"}`;
}

export function readPublish(bytes: number): () => unknown {
  const body = publishOf(bytes);
  return () => parsePublish(body, { maxEvents: 1_000 });
}

export function parseText(bytes: number): () => unknown {
  const body = publishOf(bytes);
  return () => JSON.parse(body);
}

export function buildText(bytes: number): () => unknown {
  const data = dataOf(bytes);
  return () => envelopeOf(data);
}
