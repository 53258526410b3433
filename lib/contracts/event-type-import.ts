import { z } from "zod";
import { line } from "./common";

/** The `webhooks` of an OpenAPI 3.0 (`x-webhooks`) or 3.1 document as event types. */
export const eventTypeImportIn = z.strictObject({
  document: z.record(z.string(), z.unknown()),
  /** Tells what would change, and changes nothing. */
  dryRun: z.boolean().default(false),
  /** The version that the schemas are saved as. */
  version: line(50).default("1"),
  /** What the schema of a webhook's body describes: `data` alone, or the envelope with `data` in it. */
  describes: z.enum(["data", "envelope"]).default("data"),
});
export type EventTypeImportIn = z.output<typeof eventTypeImportIn>;

const count = z.number().int().min(0);

export const eventTypeImportOut = z.object({
  dryRun: z.boolean(),
  created: count,
  updated: count,
  unchanged: count,
  /** Left out; `problem` says why. */
  refused: count,
  types: z.array(
    z.object({
      name: z.string(),
      change: z.enum(["created", "updated", "unchanged", "refused"]),
      problem: z.string().nullable(),
    }),
  ),
});
export type EventTypeImportOut = z.output<typeof eventTypeImportOut>;
export type ImportedType = EventTypeImportOut["types"][number];
