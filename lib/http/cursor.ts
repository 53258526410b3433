import type { Page, PageQuery } from "@/lib/contracts/common";
import { AppError } from "@/lib/errors";
import { type IdKind, isId } from "@/lib/ids";
import type { Keyset, Slice } from "@/lib/queries/keyset";

const DIRECTIONS = { n: "next", p: "prev" } as const;

/** What a list starts from; a cursor that we did not make for this kind of row is `invalid_cursor`. */
export function readKeyset(kind: IdKind, { limit, cursor }: PageQuery): Keyset {
  if (cursor === undefined) return { limit, from: null };
  const [letter, id] = Buffer.from(cursor, "base64url").toString("latin1").split(":", 2);
  if ((letter !== "n" && letter !== "p") || id === undefined || !isId(kind, id)) {
    throw new AppError(
      "invalid_cursor",
      "Take a cursor from nextCursor or prevCursor of an answer, or leave it out for the first page.",
    );
  }
  return { limit, from: { id, direction: DIRECTIONS[letter] } };
}

/** The answer of a list. */
export function page<T>(slice: Slice<T>): Page<T> {
  return { data: slice.rows, nextCursor: encode("n", slice.nextFrom), prevCursor: encode("p", slice.prevFrom) };
}

function encode(letter: keyof typeof DIRECTIONS, id: string | null): string | null {
  return id === null ? null : Buffer.from(`${letter}:${id}`, "latin1").toString("base64url");
}
