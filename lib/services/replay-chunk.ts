import type { ReplayRow } from "@/lib/contracts/replay";
import { ordering } from "@/lib/contracts/subscription";
import { newId } from "@/lib/ids";
import { inRetriedTransaction } from "@/lib/queries/hot-transaction";
import { notifyRows } from "@/lib/queries/notify";
import * as chunk from "@/lib/queries/replay-chunk";
import { findSubscription, type StoredSubscription } from "@/lib/queries/subscriptions";
import { filterEnvelope } from "@/lib/routing/envelope";
import { compileFilter } from "@/lib/routing/filter";
import { compileOrderingKey } from "@/lib/routing/ordering-key";
import { resolveChoice } from "./replay-choice";
import { wakePartitions } from "./wake";

type Tx = Parameters<typeof chunk.lockLane>[0];

export interface ChunkInput {
  replay: ReplayRow;
  subscriptionId: string;
  limit: number;
}

/**
 * Puts the next deliveries of one lane of a replay on their line, and moves the lane's cursor in the same transaction:
 * a run that dies in the middle leaves nothing half done, and two runs never do the same twice. Answers how many.
 */
export async function replayChunk(input: ChunkInput): Promise<number> {
  const { replay, subscriptionId } = input;
  const subscription = await findSubscription(replay.tenantId, subscriptionId);
  const outcome = await inRetriedTransaction(async (tx) => {
    const lane = await chunk.lockLane(tx, replay.id, subscriptionId);
    if (!lane) return null;
    const step = { replayId: replay.id, subscriptionId };
    if (!subscription || subscription.disabledAt) {
      await chunk.endLane(tx, {
        ...step,
        error: `The subscription was ${subscription ? "disabled" : "deleted"} meanwhile.`,
      });
      return null;
    }
    const { candidates, isEnd } = await choose(tx, { input, lane, subscription });
    const done = await putOnLine(tx, { input, lane, subscription, candidates });
    const cursor = candidates.at(-1)?.cursor ?? null;
    await chunk.moveLane(tx, { ...step, cursor, done, skipped: candidates.length - done, isEnd });
    if (done > 0) await notifyRows(tx, { partitionId: lane.partitionId, subscriptionId });
    return { done, partitionId: lane.partitionId };
  });
  if (outcome && outcome.done > 0) await wakePartitions([outcome.partitionId]);
  return outcome?.done ?? 0;
}

interface Work {
  input: ChunkInput;
  lane: chunk.LockedLane;
  subscription: StoredSubscription;
}

async function choose(tx: Tx, { input, lane, subscription }: Work) {
  const { mode, choice } = resolveChoice(input.replay, input.replay.targetId === null ? null : subscription.events);
  const step = { choice, subscriptionId: input.subscriptionId, cursor: lane.cursor, limit: input.limit };
  const candidates = await readOf[mode](tx, step);
  return { candidates, isEnd: candidates.length < input.limit };
}

const readOf = {
  in_place: chunk.chooseInPlace,
  events: chunk.chooseEvents,
  events_of_deliveries: chunk.chooseEventsOfDeliveries,
};

/** Answers how many candidates are on their line now. */
async function putOnLine(tx: Tx, work: Work & { candidates: readonly chunk.Candidate[] }): Promise<number> {
  const { input, lane, subscription } = work;
  const { replay } = input;
  const wanted = await sift(tx, work);
  const fresh = wanted.filter(({ candidate }) => candidate.delivery === null || candidate.delivery.sequence === null);
  let next = fresh.length === 0 ? 0 : await chunk.takeSequences(tx, subscription.id, fresh.length);
  const restarts: chunk.Restart[] = [];
  const history: chunk.History[] = [];
  const tagged: string[] = [];
  for (const { candidate, orderingKey } of wanted) {
    const { delivery } = candidate;
    if (delivery?.isInLine) tagged.push(delivery.id);
    else if (delivery) restarts.push({ id: delivery.id, sequence: delivery.sequence ?? next++, orderingKey });
    else history.push({ id: newId("delivery"), sequence: next++, orderingKey, event: candidate });
  }
  const place = { partitionId: lane.partitionId, replayId: replay.id };
  if (tagged.length > 0) await chunk.tagDeliveries(tx, replay.id, tagged);
  if (restarts.length > 0) await chunk.restartDeliveries(tx, place, restarts);
  const to = { tenantId: replay.tenantId, subscriptionId: subscription.id, ...place };
  if (history.length > 0) await chunk.insertHistory(tx, to, history);
  return wanted.length;
}

interface Wanted {
  candidate: chunk.Candidate;
  orderingKey: string | null;
}

/** Leaves out what must not or need not be sent, and finds the ordering keys of what never had one. */
async function sift(tx: Tx, work: Work & { candidates: readonly chunk.Candidate[] }): Promise<Wanted[]> {
  const { input, subscription } = work;
  const { replay } = input;
  const order = ordering.nullable().parse(subscription.ordering);
  // What was skipped because the subscription was disabled was never judged by its filter.
  const asksFilter = ({ delivery }: chunk.Candidate) =>
    subscription.filter !== null && (replay.targetId !== null || delivery?.skipReason === "disabled");
  const isKeyed = (order?.key ?? null) !== null;
  const seen = new Set<string>();
  const candidates = work.candidates.filter(({ isErased, eventId, delivery }) => {
    const isMine = replay.targetId !== null && (delivery?.replayId === replay.id || seen.has(eventId));
    seen.add(eventId);
    return !isErased && !isMine && !(replay.onlyMissing && delivery !== null && delivery.sequence !== null);
  });
  const needing = candidates.filter(
    (candidate) => asksFilter(candidate) || (isKeyed && (candidate.delivery?.orderingKey ?? null) === null),
  );
  const events = await readEnvelopes(tx, needing);
  const filter = compileFilter(subscription.filter ?? "`true`");
  const keyOf = compileOrderingKey(order);
  return candidates.flatMap((candidate) => {
    const envelope = () => events.get(candidate.eventId);
    if (asksFilter(candidate) && !(filter.ok && filter.filter.evaluate(envelope()).outcome === "true")) return [];
    return { candidate, orderingKey: order ? (candidate.delivery?.orderingKey ?? keyOf(envelope)) : null };
  });
}

async function readEnvelopes(tx: Tx, candidates: readonly chunk.Candidate[]): Promise<Map<string, unknown>> {
  if (candidates.length === 0) return new Map();
  const events = await chunk.readReplayedEvents(
    tx,
    candidates.map(({ eventId }) => eventId),
  );
  return new Map(events.map((event) => [event.eventId, filterEnvelope({ ...event, id: event.eventId })]));
}
