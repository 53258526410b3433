/** Steps of one evaluation: enough to look at each element of a 1 MiB event, some 10 ms of work at worst. */
export const FILTER_STEPS = 1_000_000;
/** Listing the names of a large object takes ten times as long as walking an array of that size. */
const STEPS_PER_MEMBER = 10;
/** Characters of text that are compared, searched or copied for the price of one step. */
const CHARACTERS_PER_STEP = 16;

/** Steps that all filters of one event may spend together. */
export interface StepPool {
  left: number;
}

/** Why an evaluation has no answer; the message is shown to the customer. Caught in `evaluate`, never outside. */
export class FilterFailure extends Error {
  override readonly name = "FilterFailure";
}

/**
 * One evaluation. Work is paid for before it is done: a node of the expression is one step, and each element that
 * a projection looks at costs the nodes it is looked at with. So the steps bound the time, whatever the expression.
 */
export class FilterRun {
  /** The function that is being called, for its messages. */
  calling = "";
  private left = FILTER_STEPS;

  constructor(
    readonly root: unknown,
    private readonly pool: StepPool,
  ) {}

  /** What cannot be paid is not taken from the pool: it is not going to be done. */
  spend(steps: number): void {
    if (steps > this.left) throw new FilterFailure(`it takes more than ${FILTER_STEPS} steps on this event`);
    if (steps > this.pool.left) throw new FilterFailure("the filters take too many steps together on this event");
    this.left -= steps;
    this.pool.left -= steps;
  }

  spendMembers(count: number): void {
    this.spend(count * STEPS_PER_MEMBER);
  }

  spendText(length: number): void {
    this.spend(1 + Math.floor(length / CHARACTERS_PER_STEP));
  }
}
