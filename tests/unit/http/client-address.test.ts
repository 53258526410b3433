import { describe, expect, it } from "vitest";
import { ADDRESS_HEADER, addressOf, clientAddress, stampAddress } from "@/lib/http/client-address";

describe("clientAddress", () => {
  const trusted = ["10.0.0.0/8", "fd00::/8", "192.0.2.7"];
  it.each([
    ["nobody is trusted", "203.0.113.9", "198.51.100.1", [], "203.0.113.9"],
    ["the peer is no proxy", "203.0.113.9", "198.51.100.1", trusted, "203.0.113.9"],
    ["the peer is a proxy", "10.1.2.3", "198.51.100.1", trusted, "198.51.100.1"],
    ["a client forges the left end", "10.1.2.3", "1.1.1.1, 198.51.100.1", trusted, "198.51.100.1"],
    ["several proxies", "192.0.2.7", "198.51.100.1, 10.0.0.9", trusted, "198.51.100.1"],
    ["IPv4 inside IPv6", "::ffff:10.1.2.3", "2001:db8::5", trusted, "2001:db8::5"],
    ["an IPv6 proxy", "fd00::1", "198.51.100.1", trusted, "198.51.100.1"],
    ["rubbish", "10.1.2.3", "unknown", trusted, "10.1.2.3"],
    ["no header", "10.1.2.3", null, trusted, "10.1.2.3"],
  ])("%s", (_what, remote, forwarded, networks, expected) => {
    expect(clientAddress(remote, forwarded, networks)).toBe(expected);
  });
});

describe("a stamped address", () => {
  it("is read back, and one that a client wrote itself is not", () => {
    const stamped = stampAddress("203.0.113.9", null);
    expect(addressOf(new Headers({ [ADDRESS_HEADER]: stamped }))).toBe("203.0.113.9");
    expect(addressOf(new Headers({ [ADDRESS_HEADER]: "guess 203.0.113.9" }))).toBeNull();
    expect(addressOf(new Headers())).toBeNull();
  });
});
