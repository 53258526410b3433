/** Everything that is not among the busiest. */
export const OTHER = "other";

/** Counts between two looks at who is busiest. */
const REVIEW_EVERY = 1_000;
/** A newcomer takes a place only if it is this much busier than the last one there: names must not come and go. */
const BUSIER = 2;
/** Names that are counted without a place of their own, for each that has one. */
const CANDIDATES = 4;

/**
 * The busiest of many names, so that the number of series stays bounded and the ones that matter are there. The first
 * `most` names have a place at once; later ones when they are clearly busier than the least busy one that has.
 */
export class TopNames {
  private counts = new Map<string, number>();
  private readonly named = new Set<string>();
  private seen = 0;

  /** `onDrop`: a name lost its place; its series end. */
  constructor(
    private readonly most: number,
    private readonly onDrop: (name: string) => void,
  ) {}

  /** Counts one, and answers the name under which it is to be reported. */
  nameOf(name: string): string {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    if (!this.named.has(name) && this.named.size < this.most) this.named.add(name);
    this.seen += 1;
    if (this.seen % REVIEW_EVERY === 0) this.review();
    return this.named.has(name) ? name : OTHER;
  }

  private review(): void {
    const busiest = [...this.counts].sort((a, b) => b[1] - a[1]);
    const leavers = busiest.filter(([name]) => this.named.has(name)).toReversed();
    for (const [newcomer, count] of busiest.filter(([name]) => !this.named.has(name))) {
      const [leaver] = leavers;
      if (!leaver || count < BUSIER * Math.max(1, leaver[1])) break;
      leavers.shift();
      this.named.delete(leaver[0]);
      this.onDrop(leaver[0]);
      this.named.add(newcomer);
    }
    // Halved, so that what was busy yesterday makes room; the least busy candidates are forgotten.
    this.counts = new Map(
      busiest
        .filter(([name], rank) => this.named.has(name) || rank < this.most * (CANDIDATES + 1))
        .map(([name, count]) => [name, Math.floor(count / 2)]),
    );
  }
}
