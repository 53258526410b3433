import { z } from "zod";
import { time } from "./common";

/** A window that ends now, such as 15m, 1h, 7d. */
export const windowText = z.string().regex(/^\d{1,4}[smhd]$/, "must be a number and s, m, h or d, such as 1h");

export const undeliveredQuery = z.object({ window: windowText.default("1h") });

/** The north star: what was accepted in the window, matched, and is not delivered now. */
export const undeliveredOut = z.object({
  windowSeconds: z.number(),
  /** Distinct events with at least one delivery that is not delivered, and those not routed yet. */
  events: z.number(),
  deliveries: z.number(),
  pending: z.number(),
  dead: z.number(),
  unrouted: z.number(),
  /** When the oldest of them was accepted; null when there is none. */
  oldest: time.nullable(),
  /** The subscriptions that most of these deliveries are of, at most five. */
  worst: z.array(
    z.object({ subscriptionId: z.string(), deliveries: z.number(), pending: z.number(), dead: z.number() }),
  ),
});
export type UndeliveredOut = z.output<typeof undeliveredOut>;

/** GET /health/undelivered/tenants: the north star of each tenant that has any, the most first. */
export const undeliveredByTenantOut = z.object({
  windowSeconds: z.number(),
  data: z.array(
    undeliveredOut
      .omit({ windowSeconds: true, worst: true })
      .extend({ tenantId: z.string(), name: z.string(), oldest: time }),
  ),
});
export type UndeliveredByTenantOut = z.output<typeof undeliveredByTenantOut>;

export const liveOut = z.object({ status: z.literal("live") });

/** GET /metrics answers text, not JSON. */
export const prometheusText = z.string();

/** GET /health/ready: whether the database answers, and whether an operator has claimed the installation. */
export const readyOut = z.object({ status: z.literal("ready"), setUp: z.boolean() });
export type ReadyOut = z.output<typeof readyOut>;
