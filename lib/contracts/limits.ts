// Numbers that forms and pages show too. They stand apart from the schemas, whose library is a fifth of a page's weight.

export const MIN_TIMEOUT_SECONDS = 3;
export const MAX_TIMEOUT_SECONDS = 30;
export const DEFAULT_TIMEOUT_SECONDS = 10;
export const MAX_LANE_CONCURRENCY = 32;

export const MAX_SERIES_HOURS = 168;
/** Open deliveries are counted up to here; beyond it the number means "at least". */
export const MOST_COUNTED = 100_000;
