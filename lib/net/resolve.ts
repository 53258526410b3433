import { lookup as dnsLookup } from "node:dns/promises";
import { isIPv6 } from "node:net";
import type { AddressGuard } from "./address-guard";
import { type NetFailure, toFailure } from "./net-failure";
import type { Target } from "./target";

/** All addresses of a name. The default asks the system (hosts file and DNS). */
export type Lookup = (hostname: string) => Promise<readonly string[]>;

export interface ResolveOptions {
  guard: AddressGuard;
  signal: AbortSignal;
  lookup?: Lookup | undefined;
  /**
   * Asked, with the URL as it was written, where the guard would refuse; true lets this one URL through, with
   * whatever addresses its host has. Never rejects.
   */
  isExempt?: ((url: string) => Promise<boolean>) | undefined;
}

export type Resolved = { ok: true; addresses: readonly string[] } | { ok: false; failure: NetFailure };

/** A name with a thousand addresses must not make us knock on a thousand doors. */
const MAX_CANDIDATES = 4;

export const INTERRUPTED: NetFailure = { kind: "interrupted", message: "The connection attempt was given up." };

const systemLookup: Lookup = async (hostname) =>
  (await dnsLookup(hostname, { all: true })).map((entry) => entry.address);

/**
 * The checked addresses to try, in order. Fails closed: one blocked address refuses the whole name, because a name
 * that is public and private at once is an attack or a mistake, and both are better told than half obeyed.
 * Plain http goes to allowed networks only.
 */
export async function resolveTarget(target: Target, options: ResolveOptions): Promise<Resolved> {
  return untilAborted(resolve(target, options), options.signal);
}

async function resolve(target: Target, options: ResolveOptions): Promise<Resolved> {
  const found = await findAddresses(target, options.lookup ?? systemLookup);
  if (!found.ok) return found;
  const failure = findOffence(target, found.addresses, options.guard);
  if (failure && !(await options.isExempt?.(target.text))) return { ok: false, failure };
  return { ok: true, addresses: alternateFamilies(found.addresses).slice(0, MAX_CANDIDATES) };
}

function findOffence(target: Target, addresses: readonly string[], guard: AddressGuard): NetFailure | null {
  const verdicts = addresses.map((address) => guard.judge(address));
  if (verdicts.length === 0 || verdicts.includes("blocked")) {
    const message = `${target.host} is not at a public address; private, local and reserved addresses are not called.`;
    return { kind: "blocked_address", message };
  }
  if (!target.isTls && verdicts.includes("public")) {
    const message = "The URL must start with https://; plain http is for networks that the operator allows.";
    return { kind: "https_required", message };
  }
  return null;
}

async function findAddresses(target: Target, lookup: Lookup): Promise<Resolved> {
  if (target.isLiteral) return { ok: true, addresses: [target.hostname] };
  try {
    return { ok: true, addresses: await lookup(target.hostname) };
  } catch (error) {
    return { ok: false, failure: toFailure(error, "dns", target.host) };
  }
}

/** A look-up cannot be cancelled; its late answer is dropped. */
function untilAborted(resolving: Promise<Resolved>, signal: AbortSignal): Promise<Resolved> {
  return new Promise((resolve, reject) => {
    const onAbort = () => resolve({ ok: false, failure: INTERRUPTED });
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    resolving.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

/** Keeps the system's preference and takes the families in turn, so that a dead family costs one try. */
function alternateFamilies(addresses: readonly string[]): string[] {
  const isSixFirst = isIPv6(addresses[0] ?? "");
  const first = addresses.filter((address) => isIPv6(address) === isSixFirst);
  const second = addresses.filter((address) => isIPv6(address) !== isSixFirst);
  return Array.from({ length: Math.max(first.length, second.length) }, (_, i) => [first[i], second[i]])
    .flat()
    .filter((address) => address !== undefined);
}
