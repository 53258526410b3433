// Numbers that others than the schemas need too: forms and pages, whose weight the schema library would be a fifth of, and scanners.

export const MIN_TIMEOUT_SECONDS = 3;
export const MAX_TIMEOUT_SECONDS = 30;
export const DEFAULT_TIMEOUT_SECONDS = 10;
export const MAX_LANE_CONCURRENCY = 32;

export const MAX_SERIES_HOURS = 168;
/** Open deliveries are counted up to here; beyond it the number means "at least". */
export const MOST_COUNTED = 100_000;

/** Levels of arrays and objects in a body. It bounds the recursion of whoever reads the text, PostgreSQL included. */
export const MAX_JSON_DEPTH = 200;
