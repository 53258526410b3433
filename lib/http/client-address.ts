import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import ipaddr from "ipaddr.js";
import { safeEqual } from "@/lib/crypto";
import { env } from "@/lib/env";
import type { HeaderReader } from "./headers";

/**
 * Set by the custom server on every request before Next sees it: `<token of this process> <address>`. The token
 * keeps a client from naming its own address where Next runs without the custom server.
 */
export const ADDRESS_HEADER = "x-hookswitch-address";

const holder = globalThis as typeof globalThis & { hookswitchAddressToken?: string };

function token(): string {
  holder.hookswitchAddressToken ??= randomBytes(16).toString("hex");
  return holder.hookswitchAddressToken;
}

/** The value of ADDRESS_HEADER for a request. */
export function stampAddress(remoteAddress: string, forwardedFor: string | null): string {
  return `${token()} ${clientAddress(remoteAddress, forwardedFor, env().HOOKSWITCH_TRUSTED_PROXIES)}`;
}

/** Of connections whose requests name no other address. */
const stamps = new WeakMap<Socket, string>();

/** Whatever the client sent under this name is overwritten. */
export function stampRequest({ headers, socket }: IncomingMessage): void {
  const forwardedFor = headers["x-forwarded-for"];
  headers[ADDRESS_HEADER] = forwardedFor === undefined ? stampConnection(socket) : stampForwarded(socket, forwardedFor);
}

function stampForwarded({ remoteAddress = "" }: Socket, forwardedFor: string | string[]): string {
  return stampAddress(remoteAddress, Array.isArray(forwardedFor) ? forwardedFor.join(",") : forwardedFor);
}

/** Once for all requests of a connection. */
function stampConnection(socket: Socket): string {
  const known = stamps.get(socket);
  if (known !== undefined) return known;
  const stamp = stampAddress(socket.remoteAddress ?? "", null);
  stamps.set(socket, stamp);
  return stamp;
}

/** The stamped address; null without the custom server. */
export function addressOf(headers: HeaderReader): string | null {
  const [given, address] = (headers.get(ADDRESS_HEADER) ?? "").split(" ", 2);
  return given && address && safeEqual(given, token()) ? address : null;
}

/** Walks X-Forwarded-For from the right for as long as the hop before it is a trusted proxy. */
export function clientAddress(remoteAddress: string, forwardedFor: string | null, trusted: readonly string[]): string {
  const hops = (forwardedFor ?? "").split(",").map((hop) => hop.trim());
  let address = plainAddress(remoteAddress);
  while (isTrusted(address, trusted)) {
    const next = hops.pop();
    if (!next || !ipaddr.isValid(next)) break;
    address = plainAddress(next);
  }
  return address;
}

/** `::ffff:10.0.0.1` is 10.0.0.1. */
function plainAddress(address: string): string {
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : address;
}

function isTrusted(address: string, networks: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return networks.some((network) => {
    if (!network.includes("/"))
      return ipaddr.isValid(network) && ipaddr.process(network).toString() === parsed.toString();
    const [base, bits] = ipaddr.parseCIDR(network);
    return base.kind() === parsed.kind() && parsed.match([base, bits] as [ipaddr.IPv4, number]);
  });
}
