import type { Page, PageQuery } from "@/lib/contracts/common";
import { AppError } from "@/lib/errors";
import { type IdKind, isId } from "@/lib/ids";
import type { Keyset, Slice } from "@/lib/queries/keyset";

const DIRECTIONS = { n: "next", p: "prev" } as const;

const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** What a list starts from; a cursor that we did not make for this kind of row is `invalid_cursor`. */
export function readKeyset(kind: IdKind, query: PageQuery): Keyset {
  return readCursor(query, (id) => isId(kind, id));
}

/** The same for the rows of the engine, whose ids are ULIDs. */
export function readUlidKeyset(query: PageQuery): Keyset {
  return readCursor(query, (id) => ULID.test(id));
}

function readCursor({ limit, cursor }: PageQuery, isOfThisKind: (id: string) => boolean): Keyset {
  if (cursor === undefined) return { limit, from: null };
  const [letter, id] = Buffer.from(cursor, "base64url").toString("latin1").split(":", 2);
  if ((letter !== "n" && letter !== "p") || id === undefined || !isOfThisKind(id)) {
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
