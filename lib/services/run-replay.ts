import { inngestClient } from "@/inngest/client";
import { REPLAY_RUN } from "@/inngest/events";
import { MINUTE_MS, SECOND_MS } from "@/lib/clock";
import type { ReplayRow } from "@/lib/contracts/replay";
import { endReplay, findOpenLanes, findUnseenReplays, seeReplay } from "@/lib/queries/replays";
import { replayChunk } from "./replay-chunk";
import { startReplay } from "./replays";

/** A run ends after this long and sends its successor, as the drains do. */
const RUN_MS = 30 * SECOND_MS;
/** A tick moves what the rate allows for this long. */
const TICK_MS = 250;
const PAUSES_MS = { moved: 0, busy: TICK_MS };
const MAX_CHUNK = 100;
/** Deliveries of a replay on one line at a time: some milliseconds' work of a healthy endpoint. */
const MAX_AHEAD = 100;
const LANES_PER_LOOK = 50;
/** When no line has had room for this long, the run ends and comes back later: waiting costs no run. */
const BLOCKED_MS = 5 * SECOND_MS;
const COME_BACK_MS = 10 * SECOND_MS;
const UNSEEN_MS = MINUTE_MS;
const MOST_RESUMED = 500;

export type ReplayEnd = "ended" | "time" | "blocked";

/** Works a replay until it has come to its end, the time is over, or every line is busy. Nothing is lost in between. */
export async function runReplay(replayId: string, runMs = RUN_MS): Promise<ReplayEnd> {
  const untilMs = performance.now() + runMs;
  const look = { after: "", movedAtMs: performance.now() };
  while (performance.now() < untilMs) {
    const replay = await seeReplay(replayId);
    if (!replay) return "ended";
    const waitMs = replay.nextChunkAt.getTime() - Date.now();
    const step = waitMs > 0 ? "paced" : await replaySome(replay, look);
    if (step === "none_left") {
      await endReplay(replayId, "completed");
      return "ended";
    }
    if (step !== "busy") look.movedAtMs = performance.now();
    if (performance.now() - look.movedAtMs > BLOCKED_MS) return "blocked";
    await pause(step === "paced" ? Math.min(waitMs, TICK_MS) : PAUSES_MS[step]);
  }
  return "time";
}

/** One tick, shared by the lanes that have room; lanes take turns. */
async function replaySome(replay: ReplayRow, look: { after: string }): Promise<"moved" | "busy" | "none_left"> {
  const lanes = await findOpenLanes(replay.id, { after: look.after, most: LANES_PER_LOOK, ahead: MAX_AHEAD });
  if (lanes.length === 0 && look.after === "") return "none_left";
  const budget = Math.min(MAX_CHUNK, Math.max(1, Math.ceil((replay.ratePerSecond * TICK_MS) / SECOND_MS)));
  const open = lanes.filter((lane) => lane.room > 0).slice(0, budget);
  const isLookedThrough = lanes.length < LANES_PER_LOOK && open.length < budget;
  look.after = isLookedThrough ? "" : ((open.length < budget ? lanes : open).at(-1)?.subscriptionId ?? "");
  for (const { subscriptionId, room } of open) {
    const limit = Math.max(1, Math.min(room, Math.floor(budget / open.length)));
    await replayChunk({ replay, subscriptionId, limit });
  }
  return open.length > 0 ? "moved" : "busy";
}

/** The run that goes on where this one ended. */
export async function sendNextRun(replayId: string, end: ReplayEnd, nowMs = Date.now()): Promise<void> {
  if (end === "ended") return;
  const ts = end === "blocked" ? nowMs + COME_BACK_MS : nowMs;
  await inngestClient().send({ id: `${replayId}:${ts}`, name: REPLAY_RUN, data: { replay: replayId }, ts });
}

/** The net: takes up replays whose run died. Answers how many. */
export async function resumeReplays(nowMs = Date.now()): Promise<number> {
  const unseen = await findUnseenReplays(new Date(nowMs - UNSEEN_MS), MOST_RESUMED);
  for (const id of unseen) await startReplay(id, `resume:${Math.floor(nowMs / UNSEEN_MS)}`);
  return unseen.length;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
