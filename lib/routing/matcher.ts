import { type CompiledFilter, compileFilter, describeResult } from "./filter";
import { FILTER_STEPS, type StepPool } from "./filter-budget";
import { PatternIndex } from "./pattern";

/** Steps of all filters of one event together: 10 filters at their own limit. */
const EVENT_STEPS = 10 * FILTER_STEPS;
/** Memory of one tenant's cached answers, in candidates (8 bytes): thousands of tenants are kept. A miss costs 0.1 ms. */
const MAX_CACHED_CANDIDATES = 50_000;
/** What a cached type takes besides its candidates, so that types nobody subscribes to cannot fill the memory. */
const CANDIDATES_PER_TYPE = 16;

export interface MatcherSubscription {
  id: string;
  events: readonly string[];
  filter: string | null;
  disabled: boolean;
}

export type SkipReason = "filter_false" | "filter_failed" | "disabled";

export type Match =
  | { subscriptionId: string; result: "matched" }
  /** `detail`: what the filter said, as JSON, or why it failed; short. */
  | { subscriptionId: string; result: "skipped"; reason: SkipReason; detail: string | null };

export interface MatchableEvent {
  type: string;
  /** The parsed envelope; called at most once, and only if a filter needs it. What it throws, `match` throws. */
  envelope: () => unknown;
}

export interface Matcher {
  /** One entry for each subscription whose types take the event, in the order the subscriptions were given. */
  match(event: MatchableEvent): Match[];
}

/** The matcher of one tenant's subscriptions. Filters are compiled when first needed; equal ones share the work. */
export function compileMatcher(subscriptions: readonly MatcherSubscription[]): Matcher {
  const filters = new Map<string, SharedFilter>();
  const candidatesOf = indexTypes(subscriptions.map((subscription) => toCandidate(subscription, filters)));
  let matches = 0;
  return {
    match(event) {
      matches += 1;
      const run: MatchRun = { number: matches, envelope: readOnce(event.envelope), pool: { left: EVENT_STEPS } };
      return candidatesOf(event.type).map((candidate) => toMatch(candidate, run));
    },
  };
}

/** One call of `match`. */
interface MatchRun {
  number: number;
  envelope: () => unknown;
  pool: StepPool;
}

interface Candidate {
  id: string;
  events: readonly string[];
  filter: SharedFilter | null;
  disabled: boolean;
}

type Verdict = { result: "matched" } | { result: "filter_false" | "filter_failed"; detail: string | null };

const MATCHED: Verdict = { result: "matched" };
const NOT_COMPILED: Verdict = { result: "filter_failed", detail: "The filter does not compile any more." };

/** A filter text of the tenant: compiled once, judged once per event, however many subscriptions have it. */
class SharedFilter {
  /** Null: does not compile (any more). */
  private compiled: CompiledFilter | null | undefined;
  private judgedRun = 0;
  private verdict = NOT_COMPILED;

  constructor(private readonly expression: string) {}

  judge(run: MatchRun): Verdict {
    if (this.judgedRun !== run.number) {
      this.verdict = this.evaluate(run);
      this.judgedRun = run.number;
    }
    return this.verdict;
  }

  private evaluate(run: MatchRun): Verdict {
    if (this.compiled === undefined) {
      const compilation = compileFilter(this.expression);
      this.compiled = compilation.ok ? compilation.filter : null;
    }
    if (this.compiled === null) return NOT_COMPILED;
    const result = this.compiled.evaluate(run.envelope(), run.pool);
    if (result.outcome === "true") return MATCHED;
    return { result: result.outcome === "false" ? "filter_false" : "filter_failed", detail: describeResult(result) };
  }
}

function toCandidate(subscription: MatcherSubscription, filters: Map<string, SharedFilter>): Candidate {
  const { id, events, filter: expression, disabled } = subscription;
  if (expression === null) return { id, events, filter: null, disabled };
  const filter = filters.get(expression) ?? new SharedFilter(expression);
  filters.set(expression, filter);
  return { id, events, filter, disabled };
}

function toMatch({ id, filter, disabled }: Candidate, run: MatchRun): Match {
  if (disabled) return { subscriptionId: id, result: "skipped", reason: "disabled", detail: null };
  const verdict = filter === null ? MATCHED : filter.judge(run);
  if (verdict.result === "matched") return { subscriptionId: id, result: "matched" };
  return { subscriptionId: id, result: "skipped", reason: verdict.result, detail: verdict.detail };
}

function readOnce(envelope: () => unknown): () => unknown {
  let read: { value: unknown } | null = null;
  return () => {
    read ??= { value: envelope() };
    return read.value;
  };
}

function indexTypes(candidates: readonly Candidate[]): (type: string) => Candidate[] {
  const index = new PatternIndex();
  candidates.forEach((candidate, owner) => {
    for (const pattern of candidate.events) index.add(pattern, owner);
  });
  const cache = new Map<string, Candidate[]>();
  let cached = 0;
  return (type) => {
    const known = cache.get(type);
    if (known) return known;
    const found = index.find(type).flatMap((owner) => candidates[owner] ?? []);
    cached += found.length + CANDIDATES_PER_TYPE;
    if (cached > MAX_CACHED_CANDIDATES) {
      cache.clear();
      cached = found.length + CANDIDATES_PER_TYPE;
    }
    cache.set(type, found);
    return found;
  };
}
