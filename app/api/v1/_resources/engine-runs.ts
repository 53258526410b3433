import { pageOf } from "@/lib/contracts/common";
import { engineRunDetailOut, engineRunOut, engineRunQuery } from "@/lib/contracts/engine-run";
import { page, readUlidKeyset } from "@/lib/http/cursor";
import { idParams, route } from "@/lib/http/route";
import * as runs from "@/lib/services/engine-runs";

export const listEngineRuns = route({
  summary: "List the runs of the embedded engine, newest first",
  response: pageOf(engineRunOut),
  auth: "operator",
  query: engineRunQuery,
  handler: async ({ query }) => page(await runs.listEngineRuns(query, readUlidKeyset(query))),
});

export const getEngineRun = route({
  summary: "Read a run of the embedded engine with its steps",
  response: engineRunDetailOut,
  auth: "operator",
  params: idParams,
  handler: ({ params }) => runs.getEngineRun(params.id),
});

export const retryEngineRun = route({
  summary: "Take a failed run up where it stopped",
  response: engineRunDetailOut,
  auth: "operator",
  params: idParams,
  handler: ({ caller, params }) => runs.retryEngineRun(caller, params.id),
});

export const cancelEngineRun = route({
  summary: "End an active run",
  response: engineRunDetailOut,
  auth: "operator",
  params: idParams,
  handler: ({ caller, params }) => runs.cancelEngineRun(caller, params.id),
});
