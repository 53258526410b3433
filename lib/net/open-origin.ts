import { createAbortGroups } from "./abort-groups";
import { type Connection, type ConnectionOptions, openConnection, type TlsSessions } from "./connection";
import { Exchange, type NetRequest, type NetResult } from "./exchange";
import type { NetFailure } from "./net-failure";
import { parseTarget, type Target } from "./target";

export interface OriginOptions extends ConnectionOptions {
  maxConnections: number;
  /** Of a whole exchange. */
  timeoutMs: number;
  /** Of a response body; the rest is dropped. */
  maxResponseBytes: number;
}

/**
 * An open line to one URL with connections of its own. HTTP/1.1, one request at a time per connection, connections
 * are reused; redirects are not followed, nothing is decompressed. Every connection goes to a checked address.
 */
export interface Origin {
  /** Rejects never. An abort of the signal ends it as `interrupted`. */
  request(request: NetRequest, signal: AbortSignal): Promise<NetResult>;
  /** Lets requests in flight end (abort their signal to cut them); later ones are `interrupted`. */
  close(): Promise<void>;
}

const ABORTED: NetFailure = { kind: "interrupted", message: "Interrupted by a shutdown of ours." };
const CLOSED: NetFailure = { kind: "interrupted", message: "The line was closed before the request was sent." };
const NO_TIMINGS = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 0 };

/** A URL that is not valid does not throw: its requests fail as `invalid_url`. */
export function openOrigin(url: string, options: OriginOptions): Origin {
  const parsed = parseTarget(url);
  if (parsed.ok) return createOrigin(parsed.target, options);
  return { request: async () => refused(parsed.failure), close: async () => undefined };
}

function createOrigin(target: Target, options: OriginOptions): Origin {
  const limits = { host: target.host, timeoutMs: options.timeoutMs, maxResponseBytes: options.maxResponseBytes };
  const sessions: TlsSessions = { latest: undefined };
  const connections = new Set<Connection>();
  /** Last in, first out: the warmest connection is taken, the others may fall idle. */
  const free: Connection[] = [];
  const waiting: Exchange[] = [];
  let inFlight = 0;
  /** Told when the last request in flight has ended. */
  let whenQuiet: (() => void) | undefined;
  const groups = createAbortGroups<Exchange>((exchange) => exchange.fail(ABORTED));
  let isClosed = false;

  const takeConnection = (): Connection | null => {
    const warm = free.pop();
    if (warm) return warm;
    if (connections.size >= options.maxConnections) return null;
    const connection = openConnection(target, sessions, options);
    connections.add(connection);
    return connection;
  };

  const discard = (connection: Connection) => {
    connections.delete(connection);
    connection.destroy();
  };

  const start = (exchange: Exchange, connection: Connection) => {
    exchange.connection = connection;
    const { method, headers, body } = exchange.request;
    connection.client.dispatch({ path: target.path, method, headers, body }, exchange);
  };

  const startWaiting = () => {
    while (waiting.length > 0) {
      if (waiting[0]?.isSettled) {
        waiting.shift();
        continue;
      }
      const connection = takeConnection();
      if (!connection) return;
      const exchange = waiting.shift();
      if (exchange) start(exchange, connection);
    }
  };

  const giveBack = (exchange: Exchange) => {
    const { connection } = exchange;
    if (!connection) return;
    // A cut or connecting client is not kept: undici would connect again for the request that is gone.
    if (!exchange.leavesConnection || connection.isOld()) discard(connection);
    else free.push(connection);
    // Not at once: this may run inside the parser of the connection given back.
    if (waiting.length > 0) queueMicrotask(startWaiting);
  };

  const exchangeOnce = (request: NetRequest, signal: AbortSignal) =>
    new Promise<NetResult>((resolve) => {
      inFlight += 1;
      const exchange = new Exchange(request, limits, (settled, result) => {
        groups.leave(signal, settled);
        giveBack(settled);
        resolve(result);
        inFlight -= 1;
        if (inFlight === 0) whenQuiet?.();
      });
      if (!groups.join(signal, exchange)) {
        exchange.fail(ABORTED);
        return;
      }
      const connection = takeConnection();
      if (connection) start(exchange, connection);
      else waiting.push(exchange);
    });

  return {
    request(request, signal) {
      return isClosed ? Promise.resolve(refused(CLOSED)) : exchangeOnce(request, signal);
    },
    async close() {
      isClosed = true;
      if (inFlight > 0)
        await new Promise<void>((resolve) => {
          whenQuiet = resolve;
        });
      groups.close();
      for (const connection of connections) discard(connection);
    },
  };
}

function refused(failure: NetFailure): NetResult {
  return { ok: false, failure, response: null, timings: NO_TIMINGS };
}
