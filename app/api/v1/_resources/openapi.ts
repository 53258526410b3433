import { openApiDocument } from "@/lib/contracts/openapi";
import { RawJson, route } from "@/lib/http/route";
import document from "@/openapi.json";

/** Written by `npm run openapi`; a test says whether it is what the routes say. */
const TEXT = JSON.stringify(document);

export const getDocument = route({
  summary: "Read this document",
  response: openApiDocument,
  auth: "public",
  handler: async () => new RawJson(TEXT),
});
