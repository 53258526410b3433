import { randomToken, sha256Hex } from "@/lib/crypto";
import { publicUrl } from "@/lib/env";

const TOKEN_BYTES = 32;

/** A one-time token: the link has it, the database its hash. */
export interface LinkToken {
  token: string;
  hash: string;
}

export function newLinkToken(): LinkToken {
  const token = randomToken(TOKEN_BYTES);
  return { token, hash: hashOf(token) };
}

export function hashOf(token: string): string {
  return sha256Hex(token);
}

/** Behind `#`, which no browser sends and no proxy logs: what only fetches the address cannot spend the token. */
export function linkTo(page: "invitation" | "portal" | "reset-password", token: string): string {
  return `${publicUrl()}/${page}#token=${token}`;
}
