/**
 * What one event costs against 10,000 subscriptions of one tenant, of which 500 take its type, and reading one.
 * Run: npx tsx bench/matcher.ts
 */
import { buildText, matchEvents, matchNewTypes, microsecondsOf, parseText, readPublish } from "./lib/matching-work";

report("10,000 subscriptions, 500 candidates, 20 different filters", 2_000, matchEvents(20));
report("10,000 subscriptions, 500 candidates, 500 different filters", 2_000, matchEvents(500));
report("10,000 subscriptions, types never seen before", 500, matchNewTypes());
report("parsePublish, 1 KB event", 50_000, readPublish(1_000));
report("JSON.parse, 1 KB event", 50_000, parseText(1_000));
report("parsePublish, 1 MiB event", 50, readPublish(1_048_000));
report("JSON.parse, 1 MiB event", 50, parseText(1_048_000));
report("buildEnvelope, 1 KB event", 50_000, buildText(1_000));

function report(name: string, rounds: number, work: () => unknown): void {
  console.log(`${name}: ${microsecondsOf(rounds, work).toFixed(1)} µs`);
}
