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
  if (repeated) return answerAgain(requestKey, repeated);
  const taken = takeEvents(request.events, holders);
  if (taken instanceof AppError) return { kind: "refused", error: taken };
  for (const [name, holder] of taken.keys) holders.set(name, holder);
  into.insert.push(...taken.fresh);
  if (requestKey) {
    holders.set(keyOf(requestKey), { bodyHash: requestKey.bodyHash, result: taken.published });
    into.results.push({ scope: requestKey.scope, kind: "request", key: requestKey.key, result: taken.published });
  }
  return { kind: "accepted", events: taken.published };
}

function answerAgain(requestKey: IdempotencyClaim, holder: Holder): PublishAnswer {
  if (!holder.bodyHash.equals(requestKey.bodyHash)) return { kind: "refused", error: mismatch(requestKey) };
  const first = holder.result as PublishedOut[];
  return { kind: "accepted", events: first.map(({ id }) => ({ id, duplicate: true })) };
}

interface Taken {
  /** Keys that this request is the first to use; they become everybody's only if the whole request is accepted. */
  keys: Map<string, Holder>;
  fresh: NewEvent[];
  published: PublishedOut[];
}

function takeEvents(events: readonly PublishEvent[], holders: ReadonlyMap<string, Holder>): Taken | AppError {
  const taken: Taken = { keys: new Map(), fresh: [], published: [] };
  for (const event of events) {
    const name = event.key && keyOf(event.key);
    const holder = name === null ? undefined : (holders.get(name) ?? taken.keys.get(name));
    if (!holder) {
      if (event.key && name !== null) taken.keys.set(name, { bodyHash: event.key.bodyHash, result: { id: event.id } });
      taken.fresh.push(event);
      taken.published.push({ id: event.id, duplicate: false });
    } else if (event.key && !holder.bodyHash.equals(event.key.bodyHash)) {
      return mismatch(event.key);
    } else {
      taken.published.push({ id: (holder.result as { id: string }).id, duplicate: true });
    }
  }
  return taken;
}
