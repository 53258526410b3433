import { createGroup } from "@/lib/group-commit";
import { claimKeys, releaseKeys, setKeyResults } from "@/lib/queries/claim-keys";
import { inRetriedTransaction } from "@/lib/queries/hot-transaction";
import { insertEvents } from "@/lib/queries/insert-events";
import { retryAborted } from "@/lib/queries/retry-aborted";
import {
  distinctClaims,
  type PublishAnswer,
  type PublishRequest,
  type Resolution,
  resolveGroup,
} from "./publish-resolve";

/** Events of one commit. At 64 connections a commit gathers some 30; more only when the database is slow. */
const MAX_EVENTS = 1_000;
/** Each commit costs PostgreSQL and this process some 0.5 ms each beside its rows: fewer and larger ones. */
const MAX_IN_FLIGHT = 2;
/** With so many in one commit the next is not hurried: nobody who publishes that much at once waits for 3 ms. */
const BUSY = { weight: 16, waitMs: 3 };

/** Commits a group of requests; answers each, in order. A request that is refused leaves nothing behind. */
export async function commitPublishes(requests: readonly PublishRequest[]): Promise<PublishAnswer[]> {
  const claims = distinctClaims(requests);
  if (claims.length === 0) {
    const { answers, insert } = resolveGroup(requests, []);
    await retryAborted(() => insertEvents(insert));
    return answers;
  }
  const resolution = await inRetriedTransaction<Resolution>(async (tx) => {
    const stored = await claimKeys(tx, claims);
    const resolved = resolveGroup(requests, stored);
    await rewriteEventResults(tx, claims, resolved);
    if (resolved.insert.length > 0) await insertEvents(resolved.insert, tx);
    if (resolved.unused.length > 0) await releaseKeys(tx, resolved.unused);
    return resolved;
  });
  return resolution.answers;
}

/** A key's row was written with the first claimant's event; where that one was refused, the taker's id goes in. */
async function rewriteEventResults(
  tx: Parameters<typeof setKeyResults>[0],
  claims: ReturnType<typeof distinctClaims>,
  resolved: Resolution,
): Promise<void> {
  const claimedIds = new Set(claims.filter((c) => c.kind === "event").map((c) => (c.result as { id: string }).id));
  const takers = resolved.insert
    .filter((event) => event.externalId !== null && !claimedIds.has(event.id))
    .map((event) => ({
      scope: event.tenantId,
      kind: "event" as const,
      key: event.externalId ?? "",
      result: { id: event.id },
    }));
  const entries = [...takers, ...resolved.results];
  if (entries.length > 0) await setKeyResults(tx, entries);
}

/** Concurrent single publishes share one commit. */
const group = createGroup<PublishRequest, PublishAnswer>({
  maxWeight: MAX_EVENTS,
  weigh: (request) => request.events.length,
  maxInFlight: MAX_IN_FLIGHT,
  maxWaitMs: 0,
  busy: BUSY,
  flush: commitPublishes,
});

export function commitPublish(request: PublishRequest): Promise<PublishAnswer> {
  return group.add(request);
}
