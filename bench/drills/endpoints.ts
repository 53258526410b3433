import {
  accept,
  answer,
  type Behaviour,
  close,
  garbage,
  hang,
  hangInBody,
  raw,
  reset,
  resetInBody,
  wrongLength,
} from "@/tests/receiver-behaviours";
import type { Stack } from "../lib/stack";
import { newEndpoint, pause, startLoad, untilRecorded, untilTrue } from "./load";
import type { Drill, DrillOptions, DrillResult } from "./types";

const ARRIVAL_TIMEOUT_MS = 90_000;
const TIMEOUT_SECONDS = 3;
/** Served well before our time-out and answered too late by a busy machine of the drill's. */
const ALLOWED_DUPLICATES = 2;

interface Trouble {
  name: string;
  behaviour: Behaviour;
  /** What the attempts must have come to meanwhile, or the drill did not do what it says. */
  expected: string;
  finding: string;
  perSecond?: number;
  dataBytes?: number;
}

/** An endpoint in trouble for a while, then well: everything accepted meanwhile arrives, whole, and once. */
function troubledEndpoint({ name, behaviour, expected, finding, perSecond = 20, dataBytes = 200 }: Trouble): Drill {
  return {
    name,
    async run(stack: Stack, { isShort }: DrillOptions): Promise<DrillResult> {
      const { tenant, receiver, subscriptionId } = await newEndpoint(stack, { timeoutSeconds: TIMEOUT_SECONDS });
      const served = new Map<string, number>();
      const trouble = { isOver: false, broken: 0 };
      receiver.behave((received) => {
        if (!trouble.isOver) return behaviour(received);
        const id = received.request.headers["webhook-id"] ?? "";
        served.set(id, (served.get(id) ?? 0) + 1);
        if (JSON.parse(received.request.body).data.text.length !== dataBytes) trouble.broken += 1;
        return accept()(received);
      });
      const load = startLoad(stack, { tenant, perSecond, dataBytes });
      await pause(isShort ? 2_000 : 8_000);
      await load.stop();
      const outcomes = await untilAttempted(stack, tenant, subscriptionId);
      trouble.isOver = true;
      const recoveryMs = await untilTrue(() => [...load.accepted].every((id) => served.has(id)), ARRIVAL_TIMEOUT_MS);
      const recordedMs = await untilRecorded(stack, tenant, ARRIVAL_TIMEOUT_MS);
      await receiver.stop();
      const delivered = [...load.accepted].filter((id) => served.has(id)).length;
      return {
        accepted: load.accepted.size,
        delivered,
        lost: load.accepted.size - delivered,
        duplicates: [...served.values()].reduce((sum, count) => sum + count - 1, 0),
        allowedDuplicates: ALLOWED_DUPLICATES,
        recoveryMs,
        finding: `${finding}: ${[...outcomes].join(", ")}`,
        failure: failureOf({ outcomes, expected, broken: trouble.broken, recordedMs }),
      };
    },
  };
}

interface Seen {
  outcomes: ReadonlySet<string>;
  expected: string;
  broken: number;
  recordedMs: number | null;
}

function failureOf({ outcomes, expected, broken, recordedMs }: Seen): string | null {
  if (!outcomes.has(expected)) return `the attempts came to ${[...outcomes].join(", ")} and not to ${expected}`;
  if (broken > 0) return `${broken} bodies did not arrive whole`;
  return recordedMs === null ? "arrived, and not recorded as delivered" : null;
}

/** What the attempts came to so far: waits for the first, which may take its whole time-out. */
async function untilAttempted(stack: Stack, tenant: string, subscriptionId: string): Promise<Set<string>> {
  const outcomes = new Set<string>();
  await untilTrue(async () => {
    const { data } = await stack.call<{ data: { lastOutcome: string | null; lastStatusCode: number | null }[] }>(
      "GET",
      `/api/v1/tenants/${tenant}/deliveries?subscriptionId=${subscriptionId}&limit=200`,
    );
    for (const { lastOutcome, lastStatusCode } of data)
      if (lastOutcome) outcomes.add(lastOutcome === "http_status" ? `${lastStatusCode}` : lastOutcome);
    return outcomes.size > 0;
  }, TIMEOUT_SECONDS * 3_000);
  return outcomes;
}

export const ENDPOINT_DRILLS: readonly Drill[] = [
  troubledEndpoint({ name: "5xx", behaviour: answer({ status: 503 }), expected: "503", finding: "Answers 503" }),
  troubledEndpoint({
    name: "2xx after the time-out",
    behaviour: answer({ delayMs: TIMEOUT_SECONDS * 1_000 + 500 }),
    expected: "timeout",
    finding: "Answers 200 after 3.5 s with a time-out of 3 s",
  }),
  troubledEndpoint({
    name: "2xx whose body never ends",
    behaviour: hangInBody(200),
    expected: "body_timeout",
    finding: "Begins a 200 and never ends it",
  }),
  troubledEndpoint({
    name: "malformed: no HTTP",
    behaviour: garbage(),
    expected: "malformed_response",
    finding: "Greets like a mail server",
  }),
  troubledEndpoint({
    name: "malformed: bad status line",
    behaviour: raw("HTTP/1.1 abc\r\n\r\n"),
    expected: "malformed_response",
    finding: "A status that is no number",
  }),
  troubledEndpoint({
    name: "malformed: wrong content-length",
    behaviour: wrongLength(),
    expected: "closed",
    finding: "Announces 100 bytes, sends 5 and closes",
  }),
  troubledEndpoint({
    name: "early close",
    behaviour: close(),
    expected: "closed",
    finding: "Closes without an answer",
  }),
  troubledEndpoint({ name: "reset", behaviour: reset(), expected: "reset", finding: "RST without an answer" }),
  troubledEndpoint({
    name: "reset in the middle of a response",
    behaviour: resetInBody(),
    expected: "reset",
    finding: "RST after half of a 200",
  }),
  troubledEndpoint({
    name: "takes requests and never answers",
    behaviour: hang(),
    expected: "timeout",
    finding: "Silent for the whole time-out",
  }),
  troubledEndpoint({
    name: "payloads of 200 KB",
    behaviour: answer({ status: 500 }),
    dataBytes: 200_000,
    perSecond: 10,
    expected: "500",
    finding: "200 KB each, 500 at first, then whole",
  }),
  troubledEndpoint({
    name: "payloads of 1 MB",
    behaviour: answer({ status: 500 }),
    dataBytes: 1_000_000,
    perSecond: 4,
    expected: "500",
    finding: "1 MB each, 500 at first, then whole",
  }),
];
