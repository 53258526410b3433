import { z } from "zod";
import { parseTarget } from "@/lib/net/target";

const MAX_URL_LENGTH = 2_000;
const MAX_HEADERS = 20;
const MAX_HEADER_NAME_LENGTH = 100;
const MAX_HEADER_VALUE_LENGTH = 2_000;

/** RFC 9110 `token`. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Visible ASCII with blanks between; what lies beyond is read differently by every server. */
const VALUE = /^[!-~]([ \t!-~]*[!-~])?$/;
/** What the connection, the body or Hookswitch itself decides. */
const RESERVED =
  /^(host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|expect|content-.*|accept|accept-encoding|user-agent|traceparent|webhook-.*|__proto__)$/i;

const url = z
  .string("must be a URL such as https://example.com/hooks")
  .max(MAX_URL_LENGTH, `must be at most ${MAX_URL_LENGTH} characters`)
  .superRefine((text, context) => {
    const parsed = parseTarget(text);
    if (!parsed.ok) context.addIssue({ code: "custom", message: parsed.failure.message });
  });

const headers = z.record(z.string(), z.string("must be text")).superRefine((record, context) => {
  const names = Object.keys(record);
  if (names.length > MAX_HEADERS) {
    context.addIssue({ code: "custom", message: `must be at most ${MAX_HEADERS} headers` });
  }
  const seen = new Set<string>();
  for (const name of names) {
    const problem = findProblem(name, record[name] ?? "", seen);
    if (problem) context.addIssue({ code: "custom", path: [name], message: problem });
    seen.add(name.toLowerCase());
  }
});

export const webhookConfig = z.strictObject({ url, headers: headers.default({}) });
export type WebhookConfig = z.output<typeof webhookConfig>;

function findProblem(name: string, value: string, seen: ReadonlySet<string>): string | null {
  if (!TOKEN.test(name)) return "is not a header name; use letters, digits and -";
  if (name.length > MAX_HEADER_NAME_LENGTH) return `must have a name of at most ${MAX_HEADER_NAME_LENGTH} characters`;
  if (RESERVED.test(name)) return "is set by Hookswitch; choose another name";
  if (seen.has(name.toLowerCase())) return "is given twice; header names do not differ by case";
  if (value.length > MAX_HEADER_VALUE_LENGTH) return `must be at most ${MAX_HEADER_VALUE_LENGTH} characters`;
  if (!VALUE.test(value)) return "must be visible ASCII text without blanks at its ends";
  return null;
}
