import type { ZodType } from "zod";
import type { SubscriptionIn } from "@/lib/contracts/subscription";
import type { DestinationAdapter } from "@/lib/destinations/types";
import { AppError, invalidField } from "@/lib/errors";
import { compileFilter } from "@/lib/routing/filter";
import type { PlainConfig } from "./destination-config";
import { destinations } from "./destinations";

export const WEBHOOK = "webhook";

/** A destination whose config was parsed by its own schema; nothing was sent anywhere yet. */
export interface ParsedDestination {
  adapter: DestinationAdapter;
  config: PlainConfig;
  /** Where the caller wrote a field of the config: `url`, or `destination.config.bucket`. */
  pathOf(field: string): string;
}

type DestinationInput = Pick<Partial<SubscriptionIn>, "url" | "headers" | "destination">;

/** Throws `invalid_request` with the fields as the caller named them. */
export function parseDestination({ url, headers, destination }: DestinationInput): ParsedDestination {
  const type = destination?.type ?? WEBHOOK;
  const adapter = destinations().get(type);
  if (!adapter)
    throw invalidField("destination.type", `"${type}" is not a destination type; see GET /api/v1/destination-types`);
  const pathOf = (field: string) => (destination ? `destination.config.${field}` : field);
  const config = parseConfig(adapter.config, destination?.config ?? { url, headers }, pathOf);
  return { adapter, config, pathOf };
}

function parseConfig(schema: ZodType, input: unknown, pathOf: (field: string) => string): PlainConfig {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data as PlainConfig;
  const errors = parsed.error.issues.map((issue) => ({
    path: pathOf(issue.path.join(".")),
    message: issue.message,
    code: "invalid_value",
  }));
  throw new AppError("invalid_request", errors.map(({ path, message }) => `${path}: ${message}`).join("; "), {
    errors,
  });
}

interface Expressions {
  filter?: string | null | undefined;
  ordering?: SubscriptionIn["ordering"] | undefined;
}

/** Throws `invalid_request` with the position when an expression does not compile. */
export function checkExpressions({ filter, ordering }: Expressions): void {
  if (filter) checkExpression("filter", filter);
  if (ordering?.key) checkExpression("ordering.key", ordering.key);
}

function checkExpression(path: string, expression: string): void {
  const compiled = compileFilter(expression);
  if (compiled.ok) return;
  const where = compiled.position === null ? "" : ` (at position ${compiled.position})`;
  throw invalidField(path, `${compiled.message.replace(/\.$/, "")}${where}.`);
}
