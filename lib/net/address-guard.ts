import ipaddr from "ipaddr.js";

/** `allowed`: in one of the operator's networks, public or not. `blocked`: never called. */
export type AddressVerdict = "public" | "allowed" | "blocked";

export interface AddressGuard {
  /** `address` is an IP address; anything else is blocked (fail closed). */
  judge(address: string): AddressVerdict;
}

export interface AddressGuardOptions {
  /** Addresses and CIDR ranges such as `127.0.0.0/8` or `fd00::/8`. */
  allowedNetworks: readonly string[];
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = [Address, number];

/** All of IPv6 that is handed out; what lies outside is special, whether or not a table knows it. */
const GLOBAL_UNICAST_V6: Network = [ipaddr.IPv6.parse("2000::"), 3];
/** Looks public and is not: the host channel of Azure's machines. */
const METADATA_V4 = new Set(["168.63.129.16"]);
const NAT64 = { prefix: ipaddr.IPv6.parse("64:ff9b::"), bits: 96 };
const LOOPBACK_V4 = ipaddr.IPv4.parse("127.0.0.1");
const LOOPBACK_V6: Network = [ipaddr.IPv6.parse("::1"), 128];

/**
 * Decides which addresses may be called. An IPv4 address inside an IPv6 one (mapped, NAT64) is judged as what
 * it stands for. 6to4 and Teredo are refused whole: nobody serves webhooks there, and both carry private addresses.
 * Who allows 127.0.0.1 allows ::1 too, because `localhost` is both. Throws on a network that is not one.
 */
export function createAddressGuard({ allowedNetworks }: AddressGuardOptions): AddressGuard {
  const networks = allowedNetworks.map(parseNetwork);
  if (isWithin(LOOPBACK_V4, networks)) networks.push(LOOPBACK_V6);
  return {
    judge(text) {
      if (!ipaddr.isValid(text)) return "blocked";
      const address = unwrap(ipaddr.parse(text));
      if (isWithin(address, networks)) return "allowed";
      return isPublic(address) ? "public" : "blocked";
    },
  };
}

function unwrap(address: Address): Address {
  if (!(address instanceof ipaddr.IPv6)) return address;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  if (address.match(NAT64.prefix, NAT64.bits)) return new ipaddr.IPv4(address.toByteArray().slice(-4));
  return address;
}

function isPublic(address: Address): boolean {
  if (address.range() !== "unicast") return false;
  if (address instanceof ipaddr.IPv6) return isWithin(address, [GLOBAL_UNICAST_V6]);
  return !METADATA_V4.has(address.toString());
}

function isWithin(address: Address, networks: readonly Network[]): boolean {
  return networks.some(([base, bits]) => base.kind() === address.kind() && address.match(base, bits));
}

function parseNetwork(text: string): Network {
  try {
    if (text.includes("/")) return ipaddr.parseCIDR(text);
    const address = ipaddr.parse(text);
    return [address, address.kind() === "ipv4" ? 32 : 128];
  } catch (cause) {
    throw new Error(`"${text}" is not a network: give an address or a range such as 127.0.0.0/8`, { cause });
  }
}
