/** The one key of a subscription that keeps a single order. Not empty: reads begin after the empty one. */
export const WHOLE_SUBSCRIPTION = "*";
