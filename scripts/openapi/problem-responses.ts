import { ERROR_CODES } from "@/lib/errors";
import type { CollectedOperation } from "./collect-operations";
import type { JsonSchema } from "./json-schema";

const CODES = Object.entries(ERROR_CODES);
const CHANGES = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/** One response for each status that an error can have, and one for all of them. */
export function problemResponses(): Record<string, JsonSchema> {
  const statuses = [...new Set(CODES.map(([, { status }]) => status))].sort((a, b) => a - b);
  const content = (example: JsonSchema) => ({
    "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" }, example },
  });
  const responses = statuses.map((status) => {
    const codes = CODES.filter(([, entry]) => entry.status === status);
    const description = codes.map(([code, { title }]) => `\`${code}\`: ${title}.`).join(" ");
    return [`Problem${status}`, { description, content: content(exampleOf(codes[0])) }];
  });
  return {
    ...Object.fromEntries(responses),
    Problem: { description: "Any error.", content: content(exampleOf(CODES.at(-1))) },
  };
}

function exampleOf(entry: (typeof CODES)[number] | undefined): JsonSchema {
  if (!entry) throw new Error("there are error codes");
  const [code, { status, title, help }] = entry;
  return {
    type: `/docs/errors#${code}`,
    title,
    status,
    detail: help,
    code,
    requestId: "req_019320c8a4f97d3e8b5a0c1d2e3f4a5b",
    errors: [],
  };
}

/** Which errors follow from what the operation takes. */
export function statusesOf({ verb, path, operation }: CollectedOperation): number[] {
  const isChange = CHANGES.has(verb);
  const isPublic = operation.auth === "public";
  const statuses: [number, boolean][] = [
    [400, Boolean(operation.body || operation.query)],
    [401, !isPublic],
    [403, !isPublic],
    [404, /\{/.test(path)],
    [409, verb === "POST" && !isPublic],
    [412, Boolean(operation.etag) && isChange && path.includes("{id}")],
    [413, Boolean(operation.body)],
    [415, Boolean(operation.body)],
    [422, Boolean(operation.errors?.some((code) => ERROR_CODES[code].status === 422))],
    [429, true],
    [500, true],
    [503, true],
  ];
  return statuses.filter(([, applies]) => applies).map(([status]) => status);
}
