import { describe, expect, it } from "vitest";
import { createAddressGuard } from "@/lib/net/address-guard";

const PUBLIC = ["93.184.216.34", "8.8.8.8", "1.1.1.1", "2606:4700::1111", "2a00:1450:4001:80b::200e"];
const PUBLIC_WRAPPED = ["::ffff:8.8.8.8", "64:ff9b::8.8.8.8"];

const BLOCKED = {
  "this host": ["0.0.0.0", "0.1.2.3", "::"],
  loopback: ["127.0.0.1", "127.255.255.254", "::1"],
  private: ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"],
  "carrier-grade NAT": ["100.64.0.1", "100.127.255.255", "100.100.100.200"],
  "link-local and metadata": ["169.254.169.254", "fe80::1", "fe80::1%eth0", "168.63.129.16"],
  "unique local": ["fc00::1", "fd00::1", "fd00:ec2::254"],
  "IETF and documentation": ["192.0.0.1", "192.0.0.192", "192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1"],
  benchmarking: ["198.18.0.1", "198.19.255.255", "2001:2::1"],
  "anycast relays": ["192.88.99.1", "192.52.193.1", "192.31.196.1", "192.175.48.1"],
  "multicast, reserved, broadcast": ["224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "ff02::1"],
  "IPv4 in IPv6": ["::ffff:127.0.0.1", "::ffff:a00:1", "::ffff:169.254.169.254", "::127.0.0.1", "::7f00:1"],
  "IPv4 behind a translator": ["64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "::ffff:0:127.0.0.1"],
  "6to4 and Teredo, whatever is inside": ["2002:7f00:1::", "2002:0a00:1::1", "2002:808:808::1", "2001:0::1"],
  "outside of what is handed out": ["4000::1", "fec0::1", "100::1", "5f00::1", "e000::1"],
  "no addresses": ["", "localhost", "127.0.0.1:80", "1.2.3.4/8", "999.1.1.1", "[::1]"],
};

describe("Without allowed networks, only public addresses may be called", () => {
  const guard = createAddressGuard({ allowedNetworks: [] });

  it.each([...PUBLIC, ...PUBLIC_WRAPPED])("%s is public", (address) => {
    expect(guard.judge(address)).toBe("public");
  });

  for (const [what, addresses] of Object.entries(BLOCKED)) {
    it.each(addresses)(`${what}: %s is blocked`, (address) => {
      expect(guard.judge(address)).toBe("blocked");
    });
  }
});

describe("An allowed network opens itself and nothing else", () => {
  const guard = createAddressGuard({ allowedNetworks: ["10.1.0.0/16", "192.168.7.7", "fd12::/16"] });

  it.each(["10.1.2.3", "::ffff:10.1.2.3", "192.168.7.7", "fd12::99"])("%s is allowed", (address) => {
    expect(guard.judge(address)).toBe("allowed");
  });

  it.each(["10.2.0.1", "192.168.7.8", "fd13::1", "127.0.0.1", "::1", "169.254.169.254"])("%s is blocked", (address) => {
    expect(guard.judge(address)).toBe("blocked");
  });

  it("calls public addresses public still", () => {
    expect(guard.judge("8.8.8.8")).toBe("public");
  });
});

it("takes ::1 with 127.0.0.1, because localhost is both", () => {
  expect(createAddressGuard({ allowedNetworks: ["127.0.0.0/8"] }).judge("::1")).toBe("allowed");
  expect(createAddressGuard({ allowedNetworks: ["127.0.0.2"] }).judge("::1")).toBe("blocked");
});

it.each(["10.0.0.0/33", "nonsense", "10.0.0.0/8/8", ""])("refuses to start with the network %j", (network) => {
  expect(() => createAddressGuard({ allowedNetworks: [network] })).toThrow("is not a network");
});
