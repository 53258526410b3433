"use client";

import { ApiError } from "@/lib/client/api";
import { Button } from "../ui/Button";

/** Says what went wrong in the API's own sentence, with the request id for the operator and a way to try again. */
export function ErrorState({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const requestId = error instanceof ApiError ? error.problem.requestId : undefined;
  return (
    <div role="alert" className="px-4 py-10 text-center">
      <p className="font-medium text-dead">{error.message}</p>
      {requestId ? <p className="mt-1 font-mono text-faint text-xs">{requestId}</p> : null}
      <Button className="mt-4" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
