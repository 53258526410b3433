"use client";

import { formatMs } from "@/lib/client/format";
import { useTestSubscription } from "@/lib/client/hooks/use-subscription-commands";
import { outcomeAdvice, outcomeTitle } from "@/lib/client/sentences";
import type { SubscriptionOut } from "@/lib/contracts/subscription";
import type { TestOut } from "@/lib/contracts/subscription-test";
import { JsonView } from "../common/JsonView";
import { Pill } from "../common/Pill";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";

/** One signed request, now, and what came back. */
export function SubscriptionTesting({ subscription }: { subscription: SubscriptionOut }) {
  const test = useTestSubscription(subscription);
  return (
    <Card title="Send a test" className="max-w-2xl">
      <div className="p-3.5">
        <p className="mb-3 text-soft">
          Sends one signed event of the type <span className="font-mono text-mono">hookswitch.test</span> to this
          endpoint, whatever its filter says. It is not counted and not repeated.
        </p>
        <Button look="primary" busy={test.isPending} onClick={() => test.mutate()}>
          {test.isPending ? "Waiting for the answer…" : "Send a test"}
        </Button>
        <div role="status" className="mt-4 empty:mt-0">
          {test.error ? <p className="text-dead">{test.error.message}</p> : null}
          {test.data ? <TestResult result={test.data} /> : null}
        </div>
      </div>
    </Card>
  );
}

function TestResult({ result }: { result: TestOut }) {
  const isGood = result.outcome === "succeeded";
  return (
    <>
      <div className="flex flex-wrap items-center gap-2.5">
        <Pill tone={isGood ? "ok" : "dead"} sign={isGood ? "●" : "×"}>
          {outcomeTitle(result.outcome, result.statusCode)}
        </Pill>
        <span className="text-soft text-sm">after {formatMs(result.durationMs)}</span>
      </div>
      {isGood ? null : (
        <p className="mt-2 text-soft text-sm">
          {[result.errorMessage, outcomeAdvice(result.outcome)].filter(Boolean).join(" ")}
        </p>
      )}
      {result.responseBody ? (
        <div className="mt-3 rounded-control border border-rule bg-sunk p-3">
          <JsonView text={result.responseBody} />
        </div>
      ) : null}
    </>
  );
}
