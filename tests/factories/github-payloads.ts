import { createRequire } from "node:module";
import { z } from "zod";
import { eventType } from "@/lib/contracts/common";

export interface GithubPayload {
  /** `github.<event>` or `github.<event>.<action>`. */
  type: string;
  /** Raw JSON text. */
  data: string;
}

/** Four megabytes: required rather than imported, so that the compiler does not infer its type. */
const require = createRequire(import.meta.url);
const catalogue = z.array(z.object({ name: z.string(), examples: z.array(z.record(z.string(), z.unknown())) }));

/** Every example payload that GitHub's webhooks documentation has: 329 of 58 events, 1 to 27 KB. */
export function loadGithubPayloads(): GithubPayload[] {
  const examples = catalogue.parse(require("@octokit/webhooks-examples"));
  return examples.flatMap(({ name, examples: payloads }) =>
    payloads.map((payload) => ({ type: toType(name, payload.action), data: JSON.stringify(payload) })),
  );
}

function toType(name: string, action: unknown): string {
  return eventType.parse(typeof action === "string" ? `github.${name}.${action}` : `github.${name}`);
}
