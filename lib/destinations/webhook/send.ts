import type { NetResponse, NetResult } from "@/lib/net/exchange";
import type { NetFailure } from "@/lib/net/net-failure";
import type { Origin } from "@/lib/net/open-origin";
import type { OutboundMessage, SendResult } from "../types";
import type { BuildHeaders } from "./headers";
import { classify, decodeBody, flattenHeaders, parseRetryAfter } from "./response";

export interface SendContext {
  url: string;
  origin: Origin;
  buildHeaders: BuildHeaders;
}

type Verdict = Pick<SendResult, "outcome" | "errorMessage" | "retryAfterMs">;
type Answer = Pick<SendResult, "statusCode" | "responseHeaders" | "responseBody" | "responseTruncated">;

const NO_ANSWER: Answer = { statusCode: null, responseHeaders: null, responseBody: null, responseTruncated: false };

export async function send(context: SendContext, message: OutboundMessage, signal: AbortSignal): Promise<SendResult> {
  const startedAtMs = Date.now();
  const { sent, recorded } = context.buildHeaders(message, Math.floor(startedAtMs / 1000));
  const result = await context.origin.request({ method: "POST", headers: sent, body: message.body }, signal);
  return {
    ...judge(result, context.url),
    ...(result.response ? describeAnswer(result.response) : NO_ANSWER),
    startedAtMs,
    timings: result.timings,
    requestHeaders: recorded,
  };
}

function judge(result: NetResult, url: string): Verdict {
  if (!result.ok)
    return { outcome: toOutcome(result.failure), errorMessage: result.failure.message, retryAfterMs: null };
  const verdict = classify(result.response, url);
  if (verdict.outcome === "succeeded") return { ...verdict, retryAfterMs: null };
  return { ...verdict, retryAfterMs: parseRetryAfter(result.response.headers["retry-after"], Date.now()) };
}

function toOutcome({ kind }: NetFailure): SendResult["outcome"] {
  return kind === "https_required" ? "invalid_url" : kind;
}

function describeAnswer(response: NetResponse): Answer {
  return {
    statusCode: response.statusCode,
    responseHeaders: flattenHeaders(response.headers),
    responseBody: decodeBody(response),
    responseTruncated: response.isTruncated,
  };
}
