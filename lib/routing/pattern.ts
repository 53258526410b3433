const WILDCARD = "*";

/** Whether a type matches any of the patterns (valid as `eventPattern` says). */
export function compilePatterns(patterns: readonly string[]): (type: string) => boolean {
  const index = new PatternIndex();
  for (const pattern of patterns) index.add(pattern, 0);
  return (type) => index.find(type).length > 0;
}

/** A pattern as a regular expression that JavaScript and PostgreSQL read alike. */
export function patternToRegex(pattern: string): string {
  const parts = pattern.split(".").map((part) => (part === WILDCARD ? "[^.]+" : part));
  const isOpen = pattern.endsWith(WILDCARD);
  return `^${parts.join("\\.")}${isOpen ? "(\\.[^.]+)*" : ""}$`;
}

interface TrieNode {
  /** By the next part; the part `*` here stands for exactly one part of the type. */
  children: Map<string, TrieNode>;
  /** Owners of patterns that end here. */
  ending: number[];
  /** Owners of patterns whose last part, `*`, begins here: one or more parts of the type. */
  open: number[];
}

/**
 * Finds the owners (numbers) of the patterns that a type matches. Types without wildcards stand in a map, the
 * others in a trie of their parts; a lookup visits each trie node at most once, whatever the patterns.
 */
export class PatternIndex {
  private readonly exact = new Map<string, number[]>();
  private readonly root = newNode();

  /** Owners are added in ascending order, so that what `find` returns can be sorted cheaply. */
  add(pattern: string, owner: number): void {
    if (pattern.includes(WILDCARD)) this.addToTrie(pattern.split("."), owner);
    else getOrCreate(this.exact, pattern, newList).push(owner);
  }

  /** Ascending, each owner once. */
  find(type: string): number[] {
    const found: number[][] = [this.exact.get(type) ?? []];
    collect(this.root, type.split("."), 0, found);
    return [...new Set(found.flat())].sort((a, b) => a - b);
  }

  private addToTrie(parts: string[], owner: number): void {
    let node = this.root;
    const isOpen = parts.at(-1) === WILDCARD;
    for (const part of isOpen ? parts.slice(0, -1) : parts) node = getOrCreate(node.children, part, newNode);
    (isOpen ? node.open : node.ending).push(owner);
  }
}

function collect(node: TrieNode, parts: readonly string[], depth: number, found: number[][]): void {
  const part = parts[depth];
  if (part === undefined) {
    found.push(node.ending);
    return;
  }
  found.push(node.open);
  for (const key of [part, WILDCARD]) {
    const child = node.children.get(key);
    if (child) collect(child, parts, depth + 1, found);
  }
}

function getOrCreate<Value>(map: Map<string, Value>, key: string, create: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = create();
    map.set(key, value);
  }
  return value;
}

function newNode(): TrieNode {
  return { children: new Map(), ending: [], open: [] };
}

function newList(): number[] {
  return [];
}
