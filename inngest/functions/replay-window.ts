import { inngestClient } from "@/inngest/client";
import { REPLAY_RUN, replayRun } from "@/inngest/events";
import { resumeReplays, runReplay, sendNextRun } from "@/lib/services/run-replay";

/**
 * Works a replay for a while, chunk by chunk, and sends the run that goes on. How far it is stands in its rows: a run
 * that dies is followed by another one that repeats nothing.
 */
export const replayWindow = inngestClient().createFunction(
  {
    id: "replay-window",
    triggers: [{ event: REPLAY_RUN }],
    concurrency: { key: "event.data.replay", limit: 1 },
    retries: 3,
  },
  async ({ event }) => {
    const { replay } = replayRun.parse(event.data);
    const end = await runReplay(replay);
    await sendNextRun(replay, end);
    return { end };
  },
);

/** The net under the runs: once a minute, whatever runs and has no run. */
export const resumeReplaysMinutely = inngestClient().createFunction(
  { id: "resume-replays", triggers: [{ cron: "* * * * *" }], retries: 0 },
  async () => ({ resumed: await resumeReplays() }),
);
