import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import { type Connection, noPhases } from "./connection";
import type { DialPhases } from "./dial";
import { type NetFailure, toFailure } from "./net-failure";

export interface NetRequest {
  method: string;
  headers: Record<string, string>;
  body: string;
}

export interface NetResponse {
  statusCode: number;
  headers: IncomingHttpHeaders;
  /** Raw, as sent (nothing is decompressed), up to the cap. */
  body: Buffer;
  isTruncated: boolean;
}

/** Milliseconds; phases do not overlap. `firstByteMs` is the wait for the response once the request was handed over. */
export interface NetTimings extends DialPhases {
  firstByteMs: number | null;
  totalMs: number;
}

/** A failure after the first byte carries what had come by then. */
export type NetResult =
  | { ok: true; response: NetResponse; timings: NetTimings }
  | { ok: false; failure: NetFailure; response: NetResponse | null; timings: NetTimings };

export interface ExchangeLimits {
  /** Host and port, for messages. */
  host: string;
  /** Of the whole exchange: connecting, headers and body together. */
  timeoutMs: number;
  maxResponseBytes: number;
}

/** What is beyond the cap is read and dropped up to here (it keeps the connection); beyond, the connection is cut. */
const MAX_DROPPED_BYTES = 64 * 1024;
const EMPTY = Buffer.alloc(0);

/**
 * One request and what became of it. Settles exactly once, whatever comes later; `timeoutMs` counts from
 * construction, so waiting for a connection is inside it.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  connection: Connection | null = null;
  private controller: Dispatcher.DispatchController | null = null;
  private settled = false;
  private hasEnded = false;
  private readonly createdMs = performance.now();
  private readonly timer: NodeJS.Timeout;
  private requestedMs = 0;
  private firstByteMs: number | null = null;
  private statusCode = 0;
  private headers: IncomingHttpHeaders = {};
  private chunks: Buffer[] = [];
  private receivedBytes = 0;

  constructor(
    readonly request: NetRequest,
    private readonly limits: ExchangeLimits,
    private readonly onSettled: (exchange: Exchange, result: NetResult) => void,
  ) {
    this.timer = setTimeout(onTimeout, limits.timeoutMs, this);
  }

  get isSettled(): boolean {
    return this.settled;
  }

  /** True when its connection came to the end of the exchange unhurt and may carry the next one. */
  get leavesConnection(): boolean {
    return this.hasEnded;
  }

  /** Ends it now; its connection is of no more use. */
  fail(failure: NetFailure): void {
    if (this.settled) return;
    this.settle({ ok: false, failure, response: this.firstByteMs === null ? null : this.response() });
    this.controller?.abort(new Error(failure.message));
  }

  timeOut(): void {
    if (this.settled) return;
    const { host, timeoutMs } = this.limits;
    const within = `within ${timeoutMs / 1000} s`;
    if (this.firstByteMs !== null) {
      this.fail({ kind: "body_timeout", message: `${host} began a response and did not end it ${within}.` });
      return;
    }
    const what = this.controller ? "did not answer" : "did not accept a connection";
    this.fail({ kind: "timeout", message: `${host} ${what} ${within}.` });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    this.requestedMs = performance.now();
    if (this.settled) controller.abort(new Error("settled before it began"));
  }

  onResponseStart(_controller: Dispatcher.DispatchController, statusCode: number, headers: IncomingHttpHeaders): void {
    // Informational responses (103) come before the real one.
    if (statusCode < 200) return;
    this.firstByteMs = performance.now() - this.requestedMs;
    this.statusCode = statusCode;
    this.headers = headers;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.settled) return;
    const roomBytes = this.limits.maxResponseBytes - this.receivedBytes;
    this.receivedBytes += chunk.length;
    // Copied: a chunk is a view of the socket's read buffer, which a stored slice would keep whole.
    if (roomBytes > 0) this.chunks.push(Buffer.from(chunk.subarray(0, roomBytes)));
    if (this.receivedBytes <= this.limits.maxResponseBytes + MAX_DROPPED_BYTES) return;
    this.settle({ ok: true, response: this.response() });
    controller.abort(new Error("the response is larger than what is read"));
  }

  onResponseEnd(): void {
    this.hasEnded = true;
    this.settle({ ok: true, response: this.response() });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const phase = this.firstByteMs === null ? "response" : "body";
    this.fail(toFailure(error, phase, this.limits.host));
  }

  private response(): NetResponse {
    const only = this.chunks.length === 1 ? this.chunks[0] : undefined;
    return {
      statusCode: this.statusCode,
      headers: this.headers,
      body: only ?? (this.chunks.length === 0 ? EMPTY : Buffer.concat(this.chunks)),
      isTruncated: this.receivedBytes > this.limits.maxResponseBytes,
    };
  }

  private settle(outcome: Result): void {
    if (this.settled) return;
    this.settled = true;
    clearTimeout(this.timer);
    const phases = this.connection?.takePhases() ?? noPhases();
    const timings = {
      dnsMs: rounded(phases.dnsMs),
      connectMs: rounded(phases.connectMs),
      tlsMs: rounded(phases.tlsMs),
      firstByteMs: rounded(this.firstByteMs),
      totalMs: rounded(performance.now() - this.createdMs),
    };
    this.onSettled(this, { ...outcome, timings });
  }
}

type Result = { ok: true; response: NetResponse } | { ok: false; failure: NetFailure; response: NetResponse | null };

/** Timers run before input is read: after a stall of ours, an answer that lies in the socket still counts. */
function onTimeout(exchange: Exchange): void {
  setImmediate(timeOut, exchange);
}

function timeOut(exchange: Exchange): void {
  exchange.timeOut();
}

/** To hundredths: what is stored millions of times need not have sixteen digits. */
function rounded(ms: number): number;
function rounded(ms: number | null): number | null;
function rounded(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 100) / 100;
}
