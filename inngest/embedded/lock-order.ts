/** A key of a function as one text. */
export function keyOfFunction(functionId: string, key: string): string {
  return `${functionId}\n${key}`;
}

/**
 * Whoever locks several rows of one kind in a transaction locks them in this order, so that two engines cannot wait
 * for each other for ever. Items of one name stay in the order in which they came.
 */
export function inLockOrder<T>(items: Iterable<T>, nameOf: (item: T) => string): T[] {
  const named = Array.from(items, (item) => ({ item, name: nameOf(item) }));
  named.sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
  return named.map(({ item }) => item);
}
