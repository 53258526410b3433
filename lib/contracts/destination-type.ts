import { z } from "zod";

/** GET /destination-types: what the form of each type asks for. */
export const destinationTypesOut = z.object({
  data: z.array(
    z.object({
      type: z.string(),
      label: z.string(),
      description: z.string(),
      fields: z.array(
        z.object({
          name: z.string(),
          label: z.string(),
          help: z.string(),
          kind: z.enum(["url", "text", "secret", "headers", "select", "boolean"]),
          required: z.boolean(),
          options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
        }),
      ),
      /** Whether requests are signed with the subscription's secret. */
      signed: z.boolean(),
    }),
  ),
});
export type DestinationTypesOut = z.output<typeof destinationTypesOut>;
export type DestinationTypeOut = DestinationTypesOut["data"][number];
export type DestinationFieldOut = DestinationTypeOut["fields"][number];
