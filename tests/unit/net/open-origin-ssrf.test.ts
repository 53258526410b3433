import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAddressGuard } from "@/lib/net/address-guard";
import { openOrigin } from "@/lib/net/open-origin";
import type { Lookup } from "@/lib/net/resolve";
import { type Receiver, startReceiver } from "@/tests/receiver";

const strict = createAddressGuard({ allowedNetworks: [] });
const loopback = createAddressGuard({ allowedNetworks: ["127.0.0.1", "127.0.0.2"] });
const never = new AbortController().signal;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.stop());

async function post(url: string, { guard = strict, lookup }: { guard?: typeof strict; lookup?: Lookup } = {}) {
  const origin = openOrigin(url, { guard, lookup, timeoutMs: 2_000, maxConnections: 2, maxResponseBytes: 100 });
  const result = await origin.request({ method: "POST", headers: {}, body: "{}" }, never);
  await origin.close();
  return result;
}

describe("A private address is refused in every spelling, before anything is sent", () => {
  const hosts = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "0x7f.1",
    "0x7f000001",
    "0177.0.0.1",
    "2130706433",
    "127.0.0.1.",
    "127。0。0。1",
    "①②⑦.0.0.1",
    "%31%32%37.0.0.1",
    "0",
    "0.0.0.0",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:127.0.0.1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "localhost",
    "LOCALHOST",
    "169.254.169.254",
    "[fd00:ec2::254]",
  ];

  it.each(hosts.flatMap((host) => [`http://${host}`, `https://${host}`]))("%s", async (base) => {
    const result = await post(`${base}:${receiver.port}/`);
    expect(result).toMatchObject({ ok: false, failure: { kind: "blocked_address" }, response: null });
    expect(receiver.connectionCount).toBe(0);
  });
});

describe("A name is judged by what it resolves to", () => {
  it("refuses a name with one private address among public ones", async () => {
    const lookup: Lookup = async () => ["93.184.216.34", "10.0.0.1"];
    const result = await post("https://both.example/", { lookup });
    expect(result).toMatchObject({ failure: { kind: "blocked_address" } });
  });

  it("refuses a name without addresses", async () => {
    const result = await post("https://none.example/", { lookup: async () => [] });
    expect(result).toMatchObject({ failure: { kind: "blocked_address" } });
  });

  it("does not tell what an inner name resolves to", async () => {
    const result = await post("https://db.internal/", { lookup: async () => ["10.9.8.7"] });
    expect(JSON.stringify(result)).not.toContain("10.9.8.7");
  });

  it("connects to the address that was checked and asks no second time (DNS rebinding)", async () => {
    const answers = [["127.0.0.1"], ["169.254.169.254"]];
    let lookups = 0;
    const lookup: Lookup = async () => {
      lookups += 1;
      return answers.shift() ?? [];
    };
    const result = await post(`http://rebind.example:${receiver.port}/`, { guard: loopback, lookup });
    expect(result).toMatchObject({ ok: true });
    expect(lookups).toBe(1);
    expect(receiver.requests.at(-1)?.headers.host).toBe(`rebind.example:${receiver.port}`);
  });

  it("checks again whenever it connects again", async () => {
    const answers = [["127.0.0.1"], ["169.254.169.254"]];
    const lookup: Lookup = async () => answers.shift() ?? [];
    receiver.behaveOnce(({ response }) => void response.writeHead(200, { connection: "close" }).end());
    const limits = { timeoutMs: 2_000, maxConnections: 1, maxResponseBytes: 100 };
    const origin = openOrigin(`http://rebind.example:${receiver.port}/`, { guard: loopback, lookup, ...limits });
    const request = { method: "POST", headers: {}, body: "{}" };
    expect(await origin.request(request, never)).toMatchObject({ ok: true });
    expect(await origin.request(request, never)).toMatchObject({ failure: { kind: "blocked_address" } });
    await origin.close();
  });

  it("tries the next address when one refuses", async () => {
    // 127.0.0.2 is loopback too, but the receiver does not listen there.
    const lookup: Lookup = async () => ["127.0.0.2", "127.0.0.1"];
    const result = await post(`http://two.example:${receiver.port}/`, { guard: loopback, lookup });
    expect(result).toMatchObject({ ok: true });
  });

  it("sends plain http to allowed networks only", async () => {
    const result = await post("http://public.example/", { lookup: async () => ["93.184.216.34"] });
    expect(result).toMatchObject({ failure: { kind: "https_required" } });
  });
});

it("reaches a consumer over IPv6", async () => {
  const six = await startReceiver({ host: "::1" });
  const guard = createAddressGuard({ allowedNetworks: ["::1"] });
  expect(await post(six.url("/six"), { guard })).toMatchObject({ ok: true });
  expect(six.requests[0]?.headers.host).toBe(`[::1]:${six.port}`);
  await six.stop();
});
