import { z } from "zod";

/** One or more parts of letters, digits, `_` and `-`, joined by dots. */
export const EVENT_TYPE = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;
/** The same with `*` for whole parts. */
export const EVENT_PATTERN = /^(\*|[A-Za-z0-9_-]+)(\.(\*|[A-Za-z0-9_-]+))*$/;
export const MAX_EVENT_TYPE_LENGTH = 200;
export const MAX_NAME_LENGTH = 200;
export const MAX_EXTERNAL_ID_LENGTH = 200;
export const MAX_PAGE_SIZE = 200;
export const DEFAULT_PAGE_SIZE = 50;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this refuses
const CONTROL = /[\u0000-\u001f\u007f]/;

/** Trimmed text without control characters. */
export function line(maxLength: number) {
  return z
    .string()
    .min(1, "must not be empty")
    .max(maxLength, `must be at most ${maxLength} characters`)
    .refine((text) => !CONTROL.test(text), "must not contain control characters")
    .refine((text) => text.isWellFormed(), "must not contain half of a surrogate pair");
}

/** What `line` takes, for where a schema would cost too much. */
export function isLine(text: string, maxLength: number): boolean {
  return text.length > 0 && text.length <= maxLength && !CONTROL.test(text) && text.isWellFormed();
}

export const eventType = line(MAX_EVENT_TYPE_LENGTH).regex(
  EVENT_TYPE,
  "must be parts of A-Z a-z 0-9 _ - joined by dots, such as order.created",
);

export const eventPattern = line(MAX_EVENT_TYPE_LENGTH).regex(
  EVENT_PATTERN,
  "must be an event type, in which whole parts may be *, such as order.* or *.created",
);

export const externalId = line(MAX_EXTERNAL_ID_LENGTH);

/** ISO 8601 with a zone in, a Date out. */
export const timestamp = z.iso
  .datetime({ offset: true, message: "must be an ISO 8601 time with a zone, such as 2026-01-01T00:00:00.000Z" })
  .transform((text) => new Date(text));

/** Times in answers: ISO 8601, UTC, milliseconds. */
export const time = z.iso.datetime();

/** What every list takes. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE_SIZE).default(DEFAULT_PAGE_SIZE),
  cursor: z.string().min(1).max(200).optional(),
});
export type PageQuery = z.output<typeof pageQuery>;

/** What every list answers. Cursors are opaque; null where there is no such page. */
export interface Page<T> {
  data: T[];
  nextCursor: string | null;
  prevCursor: string | null;
}

/** The contract of a list's answer. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ data: z.array(item), nextCursor: z.string().nullable(), prevCursor: z.string().nullable() });
}

export function toTime(date: Date): string;
export function toTime(date: Date | null): string | null;
export function toTime(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}
