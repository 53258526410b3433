import type { ClaimedJob } from "./job";
import { type Handler, HOST_HEADER, SERVE_URL } from "./register";

/** What the SDK's handler answered. */
export interface CallAnswer {
  status: number;
  /** Value of `x-inngest-no-retry`. */
  isFinal: boolean;
  retryAfter: string | null;
  /** 1: the SDK plans parallel steps the old way. */
  protocolVersion: string | null;
  body: unknown;
}

/** The step id of a call that starts the function from its beginning. */
const DISCOVERY = "step";

/** One call of a function. Rejects when the SDK did not answer in time; the function itself cannot be stopped. */
export async function callFunction(handler: Handler, job: ClaimedJob, timeoutMs: number): Promise<CallAnswer> {
  const response = await withTimeout(handler(callRequest(job)), timeoutMs);
  return {
    status: response.status,
    isFinal: response.headers.get("x-inngest-no-retry") === "true",
    retryAfter: response.headers.get("retry-after"),
    protocolVersion: response.headers.get("x-inngest-req-version"),
    body: await response.json(),
  };
}

function callRequest(job: ClaimedJob): Request {
  const version = job.steps.length > 0 ? 2 : -1;
  const query = new URLSearchParams({ fnId: job.functionId, stepId: job.stepId ?? DISCOVERY });
  return new Request(`${SERVE_URL}?${query}`, {
    method: "POST",
    headers: {
      ...HOST_HEADER,
      "content-type": "application/json",
      "x-run-id": job.runId,
      "x-inngest-req-version": String(version),
      "x-inngest-generation-id": String(job.generation),
      "x-inngest-job-id": job.id,
    },
    body: JSON.stringify({ version, ...callBody(job) }),
  });
}

function callBody(job: ClaimedJob) {
  const { id, runId, functionId, stepId, attempt, maxAttempts, events, steps, isRacing } = job;
  const stack = steps.map((step) => step.id);
  return {
    event: events[0],
    events,
    steps: Object.fromEntries(steps.map((step) => [step.id, step.output])),
    defers: {},
    use_api: false,
    ctx: {
      run_id: runId,
      // Their presence makes the SDK save each step on the way (checkpoint.ts) and go on in the same call.
      fn_id: functionId,
      qi_id: id,
      attempt,
      max_attempts: maxAttempts,
      disable_immediate_execution: stepId !== null || isRacing,
      use_api: false,
      env: "",
      step_id: stepId ?? DISCOVERY,
      stack: { stack, current: stack.length },
    },
  };
}

async function withTimeout<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The function did not answer within ${timeoutMs} ms.`)), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
