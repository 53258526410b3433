import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAddressGuard } from "@/lib/net/address-guard";
import { type CheckUrlOptions, checkUrl } from "@/lib/net/check-url";
import { makeCertificate } from "@/tests/certificate";
import { type Receiver, startReceiver } from "@/tests/receiver";

const certificate = makeCertificate({ dns: ["hooks.example"] });
const loopback = createAddressGuard({ allowedNetworks: ["127.0.0.0/8"] });
const strict = createAddressGuard({ allowedNetworks: [] });
let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver({ tls: certificate });
});
afterAll(() => receiver.stop());

function check(url: string, options: Partial<CheckUrlOptions> = {}) {
  return checkUrl(url, { guard: strict, reach: false, timeoutMs: 300, ...options });
}

describe("Form", () => {
  const wrong = [
    "",
    "example.com/hooks",
    "/hooks",
    "ftp://example.com",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://",
    "https://user:pass@example.com/",
    "https://user@example.com/",
    "https://example.com:99999/",
    "https://example.com:0/",
    "https://exa mple.com/",
    "https://[::1/",
  ];
  it.each(wrong)("%j is not a URL to send to", async (url) => {
    expect(await check(url)).toMatchObject({ kind: "invalid_url" });
  });
});

describe("Without reaching out", () => {
  it("a public https URL passes", async () => {
    expect(await check("https://hooks.example/", { lookup: async () => ["93.184.216.34"] })).toBeNull();
  });

  it("plain http to a public address does not", async () => {
    const lookup = async () => ["93.184.216.34"];
    expect(await check("http://hooks.example/", { lookup })).toMatchObject({ kind: "https_required" });
  });

  it("plain http passes into an allowed network", async () => {
    expect(await check("http://127.0.0.1:1/", { guard: loopback })).toBeNull();
  });

  it("a private address is refused", async () => {
    expect(await check("https://10.0.0.1/")).toMatchObject({ kind: "blocked_address" });
  });

  it("a name that is not known yet passes", async () => {
    expect(await check("https://nowhere.invalid/")).toBeNull();
  });

  it("a name server that does not answer is a time-out", async () => {
    const lookup = () => new Promise<string[]>(() => undefined);
    expect(await check("https://slow.example/", { lookup })).toMatchObject({ kind: "timeout" });
  });
});

describe("Reaching out", () => {
  it("passes where a TLS connection comes about, and sends no request", async () => {
    const url = `https://hooks.example:${receiver.port}/`;
    const options = { guard: loopback, lookup: async () => ["127.0.0.1"], ca: certificate.cert };
    const before = receiver.connectionCount;
    expect(await check(url, { ...options, reach: true })).toBeNull();
    expect(receiver.connectionCount - before).toBe(1);
    expect(receiver.requests).toHaveLength(0);
  });

  it("tells an unknown name, an untrusted certificate and a refused connection apart", async () => {
    const gone = await startReceiver();
    await gone.stop();
    const reach = { guard: loopback, reach: true };
    expect(await check("https://nowhere.invalid/", reach)).toMatchObject({ kind: "dns" });
    expect(await check(receiver.url(), reach)).toMatchObject({ kind: "tls" });
    expect(await check(gone.url(), reach)).toMatchObject({ kind: "refused" });
  });

  it("gives up in time", async () => {
    const mute = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => mute.once("listening", resolve));
    const { port } = mute.address() as { port: number };
    const sockets: { destroy(): void }[] = [];
    mute.on("connection", (socket) => sockets.push(socket));
    const problem = await check(`https://127.0.0.1:${port}/`, { guard: loopback, reach: true });
    expect(problem).toMatchObject({ kind: "timeout" });
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => mute.close(resolve));
  });
});
