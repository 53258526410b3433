import { createHash } from "node:crypto";

const NOT_MODIFIED = 304;
const HASH_LENGTH = 22;

/**
 * Gives a JSON answer the ETag of its text, where the resource has none of its own, and answers 304 without a body
 * to a reader who has it already. That is how the portal stays live (docs/adr/025): it asks again and again, and
 * what did not change costs no bytes, no parsing and no drawing.
 */
export async function ifModified(headers: Headers, response: Response): Promise<Response> {
  if (response.status !== 200 || response.headers.get("content-type") !== "application/json") return response;
  const text = await response.text();
  const etag = response.headers.get("etag") ?? etagOfText(text);
  const answer = new Headers(response.headers);
  answer.set("etag", etag);
  if (!isKnown(headers.get("if-none-match"), etag)) return new Response(text, { status: 200, headers: answer });
  answer.delete("content-type");
  return new Response(null, { status: NOT_MODIFIED, headers: answer });
}

/** Weak: equal text, not equal bytes on the wire. */
function etagOfText(text: string): string {
  return `W/"${createHash("sha256").update(text).digest("base64url").slice(0, HASH_LENGTH)}"`;
}

/** RFC 9110: If-None-Match compares weakly. */
function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, "");
  return ifNoneMatch?.split(",").some((tag) => bare(tag) === bare(etag)) ?? false;
}
