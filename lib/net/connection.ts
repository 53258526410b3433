import { Client } from "undici";
import { type DialOptions, type DialPhases, dial } from "./dial";
import { NetError, toFailure } from "./net-failure";
import type { Target } from "./target";

export interface ConnectionOptions extends Omit<DialOptions, "signal" | "tlsSession"> {
  /** After this a connection takes no further request, so that names that moved are followed. Five minutes. */
  maxConnectionAgeMs?: number | undefined;
}

/** One connection to a target, opened when first needed and again when the other side closed it. */
export interface Connection {
  readonly client: Client;
  /** What opening took, once; all null when the connection was there already. */
  takePhases(): DialPhases;
  /** True when names may have moved since it was opened. */
  isOld(): boolean;
  /** Gives up at once, also in the middle of connecting. */
  destroy(): void;
}

/** Idle connections are closed before the usual 15 to 75 s of servers, which would race with a request. */
const IDLE_MS = 10_000;
/** A busy connection would hold on to an old address for ever. */
const MAX_AGE_MS = 5 * 60_000;

/** Sessions of a target are shared by its connections. */
export interface TlsSessions {
  latest: Buffer | undefined;
}

export function openConnection(target: Target, sessions: TlsSessions, options: ConnectionOptions): Connection {
  const giveUp = new AbortController();
  let phases = noPhases();
  let openedAtMs = Number.POSITIVE_INFINITY;

  const connect = async () => {
    phases = noPhases();
    const result = await dial(target, phases, { ...options, signal: giveUp.signal, tlsSession: sessions.latest });
    if (!result.ok) throw new NetError(result.failure);
    openedAtMs = performance.now();
    result.socket.on("session", (session: Buffer) => {
      sessions.latest = session;
    });
    return result.socket;
  };

  const client = new Client(target.origin, {
    pipelining: 1,
    // The exchange has one timer for all of it.
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: IDLE_MS,
    keepAliveMaxTimeout: IDLE_MS,
    connect: (_options, callback) => {
      connect().then(
        (socket) => callback(null, socket),
        (error: unknown) => callback(new NetError(toFailure(error, "connect", target.host)), null),
      );
    },
  });

  return {
    client,
    takePhases() {
      const taken = phases;
      phases = noPhases();
      return taken;
    },
    isOld: () => performance.now() - openedAtMs > (options.maxConnectionAgeMs ?? MAX_AGE_MS),
    destroy() {
      giveUp.abort();
      void client.destroy();
    },
  };
}

export function noPhases(): DialPhases {
  return { dnsMs: null, connectMs: null, tlsMs: null };
}
