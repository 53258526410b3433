import type { PublishedOut } from "@/lib/contracts/event";
import { AppError } from "@/lib/errors";
import { type IdempotencyClaim, keyOf, type StoredKey } from "@/lib/queries/claim-keys";
import type { NewEvent } from "@/lib/queries/insert-events";

/** A publish on its way: all of its events are accepted, or none. */
export interface PublishRequest {
  events: PublishEvent[];
  /** From `Idempotency-Key`; null when the header was not given. */
  requestKey: IdempotencyClaim | null;
}

export interface PublishEvent extends NewEvent {
  /** From `externalId`; null when the producer gave none. */
  key: IdempotencyClaim | null;
}

export type PublishAnswer = { kind: "accepted"; events: PublishedOut[] } | { kind: "refused"; error: AppError };

export interface Resolution {
  answers: PublishAnswer[];
  insert: NewEvent[];
  /** Claimed in this transaction and used by nobody, since their requests were refused. */
  unused: IdempotencyClaim[];
  /** Request keys with the answer that repeats from now on. */
  results: { scope: string; kind: "request"; key: string; result: PublishedOut[] }[];
}

interface Holder {
  bodyHash: Buffer;
  result: unknown;
}

/** The distinct keys of a group, first come first. */
export function distinctClaims(requests: readonly PublishRequest[]): IdempotencyClaim[] {
  const claims = new Map<string, IdempotencyClaim>();
  for (const request of requests) {
    for (const claim of [request.requestKey, ...request.events.map((event) => event.key)]) {
      if (claim && !claims.has(keyOf(claim))) claims.set(keyOf(claim), claim);
    }
  }
  return [...claims.values()];
}

function mismatch(claim: IdempotencyClaim): AppError {
  const name = claim.kind === "event" ? "externalId" : "Idempotency-Key";
  return new AppError(
    "idempotency_mismatch",
    `${name} "${claim.key}" was used before with another body. Use a new one.`,
  );
}

/**
 * Decides, in the order of arrival, what each request of a group becomes, given the keys that others held
 * before (`stored`); all other keys are claimed by this transaction. Pure: nothing is written here.
 */
export function resolveGroup(requests: readonly PublishRequest[], stored: readonly StoredKey[]): Resolution {
  const holders = new Map<string, Holder>(stored.map((row) => [keyOf(row), row]));
  const resolution: Resolution = { answers: [], insert: [], unused: [], results: [] };
  for (const request of requests) resolution.answers.push(resolveRequest(request, holders, resolution));
  resolution.unused = distinctClaims(requests).filter((claim) => !holders.has(keyOf(claim)));
  return resolution;
}

function resolveRequest(request: PublishRequest, holders: Map<string, Holder>, into: Resolution): PublishAnswer {
  const { requestKey } = request;
  const repeated = requestKey && holders.get(keyOf(requestKey));
  if (requestKey && repeated) {
    if (!repeated.bodyHash.equals(requestKey.bodyHash)) return { kind: "refused", error: mismatch(requestKey) };
    const first = repeated.result as PublishedOut[];
    return { kind: "accepted", events: first.map(({ id }) => ({ id, duplicate: true })) };
  }
  const taken = new Map<string, Holder>();
  const fresh: NewEvent[] = [];
  const events: PublishedOut[] = [];
  for (const event of request.events) {
    const name = event.key && keyOf(event.key);
    const holder = name === null ? undefined : (holders.get(name) ?? taken.get(name));
    if (event.key && holder && !holder.bodyHash.equals(event.key.bodyHash)) {
      return { kind: "refused", error: mismatch(event.key) };
    }
    if (holder) {
      events.push({ id: (holder.result as { id: string }).id, duplicate: true });
      continue;
    }
    if (event.key && name !== null) taken.set(name, { bodyHash: event.key.bodyHash, result: { id: event.id } });
    fresh.push(event);
    events.push({ id: event.id, duplicate: false });
  }
  for (const [name, holder] of taken) holders.set(name, holder);
  into.insert.push(...fresh);
  if (requestKey) {
    holders.set(keyOf(requestKey), { bodyHash: requestKey.bodyHash, result: events });
    into.results.push({ scope: requestKey.scope, kind: "request", key: requestKey.key, result: events });
  }
  return { kind: "accepted", events };
}
