import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { type NetFailure, type NetPhase, toFailure } from "./net-failure";
import { INTERRUPTED, type ResolveOptions, resolveTarget } from "./resolve";
import type { Target } from "./target";

/** Milliseconds of what opening a connection took; null where a phase did not happen or did not end. */
export interface DialPhases {
  dnsMs: number | null;
  connectMs: number | null;
  tlsMs: number | null;
}

/** An abort of the signal cuts the dial; it then fails as `interrupted`. */
export interface DialOptions extends ResolveOptions {
  /** Certificates trusted instead of the system's (tests). */
  ca?: string | undefined;
  /** Resumed, so that a new connection needs no full handshake. */
  tlsSession?: Buffer | undefined;
}

export type DialResult = { ok: true; socket: Socket } | { ok: false; failure: NetFailure };

/** How long an address may keep the others waiting; the last one has the rest of the time. */
const NEXT_ADDRESS_MS = 1_000;
const KEEP_ALIVE_PROBE_MS = 60_000;

/**
 * Opens a connection to the target and to nothing else: what was checked is what is connected to, there is no
 * second look-up in between. Server name and certificate check are those of the name. Fills `phases` as it goes.
 */
export async function dial(target: Target, phases: DialPhases, options: DialOptions): Promise<DialResult> {
  const startedMs = performance.now();
  const resolved = await resolveTarget(target, options);
  if (!target.isLiteral) phases.dnsMs = performance.now() - startedMs;
  if (!resolved.ok) return resolved;

  let failure = INTERRUPTED;
  const last = resolved.addresses.length - 1;
  for (const [index, address] of resolved.addresses.entries()) {
    if (options.signal.aborted) break;
    const attempt = { target, address, phases, options, limitMs: index < last ? NEXT_ADDRESS_MS : null };
    const result = await connectTo(attempt);
    if (result.ok) return result;
    // A missing address family is the least telling of several reasons.
    if (failure === INTERRUPTED || failure.kind === "unreachable") failure = result.failure;
  }
  return { ok: false, failure: options.signal.aborted ? INTERRUPTED : failure };
}

interface Attempt {
  target: Target;
  address: string;
  phases: DialPhases;
  options: DialOptions;
  limitMs: number | null;
}

function connectTo({ target, address, phases, options, limitMs }: Attempt): Promise<DialResult> {
  return new Promise((resolve) => {
    const startedMs = performance.now();
    let phase: NetPhase = "connect";
    const socket = openSocket(target, address, options);
    const settle = (result: DialResult) => {
      clearTimeout(timer);
      options.signal.removeEventListener("abort", onAbort);
      if (!result.ok) socket.destroy();
      resolve(result);
    };
    const fail = (failure: NetFailure) => settle({ ok: false, failure });
    const onAbort = () => fail(INTERRUPTED);
    const onSlow = () => fail({ kind: "unreachable", message: `${target.host} could not be reached in time.` });
    const timer = limitMs === null ? undefined : setTimeout(onSlow, limitMs);
    options.signal.addEventListener("abort", onAbort, { once: true });

    socket.once("connect", () => {
      phases.connectMs = performance.now() - startedMs;
      phase = "tls";
      if (!target.isTls) settle({ ok: true, socket });
    });
    socket.once("secureConnect", () => {
      phases.tlsMs = performance.now() - startedMs - (phases.connectMs ?? 0);
      settle({ ok: true, socket });
    });
    // Stays for the life of the socket: an error between here and the next owner must not go unheard.
    socket.on("error", (error) => fail(toFailure(error, phase, target.host)));
  });
}

function openSocket(target: Target, address: string, options: DialOptions): Socket | TLSSocket {
  const common = {
    host: address,
    port: target.port,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_PROBE_MS,
  };
  if (!target.isTls) return connectTcp(common);
  return connectTls({
    ...common,
    ALPNProtocols: ["http/1.1"],
    // An address is not a server name; its certificate is checked against the address.
    ...(target.isLiteral ? {} : { servername: target.hostname }),
    ...(options.ca === undefined ? {} : { ca: options.ca }),
    ...(options.tlsSession === undefined ? {} : { session: options.tlsSession }),
  });
}
