import { engineRunQuery } from "@/lib/contracts/engine-run";
import { page, readUlidKeyset } from "@/lib/http/cursor";
import { idParams, route } from "@/lib/http/route";
import * as runs from "@/lib/services/engine-runs";

export const listEngineRuns = route({
  auth: "operator",
  query: engineRunQuery,
  handler: async ({ query }) => page(await runs.listEngineRuns(query, readUlidKeyset(query))),
});

export const getEngineRun = route({
  auth: "operator",
  params: idParams,
  handler: ({ params }) => runs.getEngineRun(params.id),
});

export const retryEngineRun = route({
  auth: "operator",
  params: idParams,
  handler: ({ caller, params }) => runs.retryEngineRun(caller, params.id),
});

export const cancelEngineRun = route({
  auth: "operator",
  params: idParams,
  handler: ({ caller, params }) => runs.cancelEngineRun(caller, params.id),
});
