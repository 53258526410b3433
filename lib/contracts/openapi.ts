import { z } from "zod";

/** GET /openapi.json: an OpenAPI 3.1 document. */
export const openApiDocument = z.looseObject({ openapi: z.string(), paths: z.record(z.string(), z.unknown()) });
