import { z } from "zod";
import { pageOf } from "@/lib/contracts/common";
import { replayCountOut, replayDetailOut, replayIn, replayOut, replayQuery } from "@/lib/contracts/replay";
import { page, readKeyset } from "@/lib/http/cursor";
import { idParams, route } from "@/lib/http/route";
import * as replays from "@/lib/services/replays";

export const listReplays = route({
  summary: "List replays, newest first",
  response: pageOf(replayOut),
  auth: "any",
  query: replayQuery,
  handler: async ({ tenantId, query }) => page(await replays.listReplays(tenantId, query, readKeyset("replay", query))),
});

/** Counts in `prepare`: a long window is not counted inside a transaction. */
export const createReplay = route({
  summary: "Replay a window, or count what would be replayed (dryRun)",
  response: z.union([replayOut, replayCountOut]),
  auth: "tenant",
  body: replayIn,
  prepare: ({ tenantId, body }) => replays.prepareReplay(tenantId, body),
  handler: async ({ caller, body, prepared }) =>
    body.dryRun ? replays.showCount(prepared) : replays.createReplay(caller, prepared),
});

export const getReplay = route({
  summary: "Read a replay and how far it is",
  response: replayDetailOut,
  auth: "any",
  params: idParams,
  handler: ({ tenantId, params }) => replays.getReplay(tenantId, params.id),
});

export const cancelReplay = route({
  summary: "Cancel a replay; what is on its line already goes on",
  response: replayOut,
  auth: "tenant",
  params: idParams,
  handler: ({ caller, tenantId, params }) => replays.cancelReplay(caller, tenantId, params.id),
});
