/** Where a page begins: lists are newest first, by id. `next` goes to older rows, `prev` to newer ones. */
export interface Keyset {
  limit: number;
  from: { id: string; direction: "next" | "prev" } | null;
}

/** Rows of one page, newest first; the cursors are made of its edges. */
export interface Slice<Row> {
  rows: Row[];
  /** Null where there is no such page. */
  nextFrom: string | null;
  prevFrom: string | null;
}

interface KeysetFind {
  where: { id?: { lt: string } | { gt: string } };
  orderBy: { id: "asc" | "desc" };
  take: number;
}

/** What Prisma's findMany takes for a page: one row more than asked tells whether there is another page. */
export function keysetFind({ limit, from }: Keyset): KeysetFind {
  if (from?.direction === "prev") return { where: { id: { gt: from.id } }, orderBy: { id: "asc" }, take: limit + 1 };
  return { where: from ? { id: { lt: from.id } } : {}, orderBy: { id: "desc" }, take: limit + 1 };
}

/** `found` is what keysetFind found, in its order. */
export function toSlice<Row extends { id: string }>(found: Row[], { limit, from }: Keyset): Slice<Row> {
  const hasMore = found.length > limit;
  const rows = found.slice(0, limit);
  if (from?.direction === "prev") rows.reverse();
  const first = rows[0]?.id ?? null;
  const last = rows.at(-1)?.id ?? null;
  if (from?.direction === "prev") return { rows, nextFrom: last, prevFrom: hasMore ? first : null };
  return { rows, nextFrom: hasMore ? last : null, prevFrom: from ? first : null };
}

export function mapSlice<Row, Out>(slice: Slice<Row>, toOut: (row: Row) => Out): Slice<Out> {
  return { ...slice, rows: slice.rows.map(toOut) };
}
