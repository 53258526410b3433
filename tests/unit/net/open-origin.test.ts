import { createServer, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createAddressGuard } from "@/lib/net/address-guard";
import { type Origin, type OriginOptions, openOrigin } from "@/lib/net/open-origin";
import { makeCertificate } from "@/tests/certificate";
import { type Receiver, startReceiver } from "@/tests/receiver";
import * as behave from "@/tests/receiver-behaviours";

const TIMEOUT_MS = 300;
const CAP_BYTES = 1_000;
const guard = createAddressGuard({ allowedNetworks: ["127.0.0.0/8"] });
const never = new AbortController().signal;
const REQUEST = { method: "POST", headers: { "x-one": "1" }, body: "{}" };

let receiver: Receiver;
const opened: Origin[] = [];

beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.stop());
afterEach(async () => {
  await Promise.all(opened.splice(0).map((origin) => origin.close()));
});

function open(url: string, options: Partial<OriginOptions> = {}): Origin {
  const defaults = { guard, timeoutMs: TIMEOUT_MS, maxConnections: 1, maxResponseBytes: CAP_BYTES };
  const origin = openOrigin(url, { ...defaults, ...options });
  opened.push(origin);
  return origin;
}

function post(url: string, options: Partial<OriginOptions> = {}) {
  return open(url, options).request(REQUEST, never);
}

describe("Each way of failing is told apart", () => {
  const cases: [string, behave.Behaviour, string][] = [
    ["no answer in time", behave.hang(), "timeout"],
    ["early hints and no answer", ({ socket }) => void socket.write("HTTP/1.1 103 Early Hints\r\n\r\n"), "timeout"],
    ["a body that does not end", behave.hangInBody(), "body_timeout"],
    ["a body that drips", behave.drip(), "body_timeout"],
    ["headers that drip", dripHeaders, "timeout"],
    ["a connection closed without an answer", behave.close(), "closed"],
    ["a connection closed within the body", behave.wrongLength(), "closed"],
    ["a chunked body cut short", behave.raw("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nab"), "closed"],
    [
      "the same without keep-alive",
      behave.raw("HTTP/1.1 200 OK\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n5\r\nab"),
      "closed",
    ],
    ["a reset connection", behave.reset(), "reset"],
    ["another protocol", behave.garbage(), "malformed_response"],
    ["a broken header", behave.raw("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nno colon\r\n\r\nok"), "malformed_response"],
    ["a status line cut short", behave.raw("HTTP/1.1 2"), "closed"],
    ["endless headers", behave.raw(`HTTP/1.1 200 OK\r\nx: ${"y".repeat(20_000)}\r\n\r\n`), "malformed_response"],
    [
      "an upgrade nobody asked for",
      behave.raw("HTTP/1.1 101 Up\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"),
      "malformed_response",
    ],
  ];

  it.each(cases)("%s", async (_what, behaviour, kind) => {
    receiver.behaveOnce(behaviour);
    const startedMs = performance.now();
    const result = await post(receiver.url());
    expect(result).toMatchObject({ ok: false, failure: { kind } });
    expect(performance.now() - startedMs).toBeLessThan(TIMEOUT_MS + 500);
  });

  function dripHeaders({ socket }: behave.Received) {
    socket.write("HTTP/1.1 200 OK\r\n");
    const timer = setInterval(() => socket.write("x: y\r\n"), 20);
    socket.once("close", () => clearInterval(timer));
  }

  it("a refused connection", async () => {
    const gone = await startReceiver();
    await gone.stop();
    expect(await post(gone.url())).toMatchObject({ failure: { kind: "refused" } });
  });

  it("a name that does not exist", async () => {
    expect(await post("https://nowhere.invalid/")).toMatchObject({ failure: { kind: "dns" } });
  });

  it("a DNS server that does not answer", async () => {
    const result = await post("https://slow.example/", { lookup: () => new Promise(() => undefined) });
    expect(result).toMatchObject({ failure: { kind: "timeout" } });
  });

  it("a URL that is not one", async () => {
    expect(await post("https://")).toMatchObject({ failure: { kind: "invalid_url" } });
  });

  it("keeps what had come of a response that was cut", async () => {
    receiver.behaveOnce(behave.hangInBody(202));
    const result = await post(receiver.url());
    expect(result.response?.statusCode).toBe(202);
    expect(result.response?.body.toString()).toBe("begun");
  });

  it("our own interruption, before, during and after connecting", async () => {
    const cut = new AbortController();
    receiver.behaveOnce(behave.hang());
    const stuck = open("https://slow.example/", { lookup: () => new Promise(() => undefined), timeoutMs: 5_000 });
    const connecting = stuck.request(REQUEST, cut.signal);
    const origin = open(receiver.url("/interrupted"), { timeoutMs: 5_000 });
    const waiting = origin.request(REQUEST, cut.signal);
    receiver.clear();
    await receiver.waitForRequests(1);
    cut.abort();
    expect(await connecting).toMatchObject({ failure: { kind: "interrupted" } });
    expect(await waiting).toMatchObject({ failure: { kind: "interrupted" } });
    expect(await origin.request(REQUEST, cut.signal)).toMatchObject({ failure: { kind: "interrupted" } });
    expect(receiver.requests).toHaveLength(1);
  });
});

describe("TLS", () => {
  const certificate = makeCertificate({ dns: ["hooks.example"], ip: ["127.0.0.1"] });
  const lookup = async () => ["127.0.0.1"];
  let secure: Receiver;
  beforeAll(async () => {
    secure = await startReceiver({ tls: certificate });
  });
  afterAll(() => secure.stop());

  it("refuses a certificate of an unknown authority", async () => {
    expect(await post(secure.url())).toMatchObject({ failure: { kind: "tls" } });
  });

  it("refuses a certificate for another name", async () => {
    const result = await post(`https://other.example:${secure.port}/`, { lookup, ca: certificate.cert });
    expect(result).toMatchObject({ failure: { kind: "tls", message: expect.stringContaining("another name") } });
  });

  it("tells a server without TLS from a refused connection", async () => {
    expect(await post(receiver.url().replace("http:", "https:"))).toMatchObject({ failure: { kind: "tls" } });
  });

  it("checks the certificate against the name, not against the address, and measures the handshake", async () => {
    const result = await post(`https://hooks.example:${secure.port}/`, { lookup, ca: certificate.cert });
    expect(result).toMatchObject({ ok: true });
    expect(result.timings.dnsMs).not.toBeNull();
    expect(result.timings.tlsMs).toBeGreaterThan(0);
  });

  it("checks the certificate of an address against the address", async () => {
    expect(await post(secure.url(), { ca: certificate.cert })).toMatchObject({ ok: true });
  });
});

describe("Connections", () => {
  it("are reused; only the first request has phases of connecting", async () => {
    const before = receiver.connectionCount;
    const origin = open(receiver.url());
    const first = await origin.request(REQUEST, never);
    const second = await origin.request(REQUEST, never);
    expect(receiver.connectionCount - before).toBe(1);
    expect(first.timings).toMatchObject({ dnsMs: null, connectMs: expect.any(Number), tlsMs: null });
    expect(second.timings).toMatchObject({
      dnsMs: null,
      connectMs: null,
      tlsMs: null,
      firstByteMs: expect.any(Number),
    });
  });

  it("are never more than allowed; further requests wait their turn", async () => {
    const before = receiver.connectionCount;
    const origin = open(receiver.url(), { maxConnections: 2, timeoutMs: 5_000 });
    const results = await Promise.all(Array.from({ length: 20 }, () => origin.request(REQUEST, never)));
    expect(results.every((result) => result.ok)).toBe(true);
    expect(receiver.connectionCount - before).toBe(2);
  });

  it("carry one request at a time, so that a slow answer holds up no other", async () => {
    const origin = open(receiver.url(), { maxConnections: 2 });
    receiver.behaveOnce(behave.hang());
    const slow = origin.request(REQUEST, never);
    expect(await origin.request(REQUEST, never)).toMatchObject({ ok: true });
    expect(await slow).toMatchObject({ failure: { kind: "timeout" } });
  });

  it("are not opened again for requests that timed out", async () => {
    receiver.behaveOnce(behave.hang(), behave.hang());
    const origin = open(receiver.url(), { maxConnections: 2 });
    await Promise.all([origin.request(REQUEST, never), origin.request(REQUEST, never)]);
    const before = receiver.connectionCount;
    for (let i = 0; i < 5; i += 1) await origin.request(REQUEST, never);
    expect(receiver.connectionCount - before).toBe(1);
  });

  it("are tried anew after an attempt that took too long", async () => {
    const answers: Promise<string[]>[] = [new Promise(() => undefined), Promise.resolve(["127.0.0.1"])];
    const lookup = () => answers.shift() ?? Promise.resolve([]);
    const origin = open(`http://slow.example:${receiver.port}/`, { lookup });
    expect(await origin.request(REQUEST, never)).toMatchObject({ failure: { kind: "timeout" } });
    expect(await origin.request(REQUEST, never)).toMatchObject({ ok: true });
  });

  it("wait inside the time-out: a request that gets none in time fails as timeout", async () => {
    // Never an answer: between the time-outs of the two the second may get the connection, and must not be answered then.
    receiver.behave(behave.hang(), "/waiting");
    const origin = open(receiver.url("/waiting"));
    const results = await Promise.all([origin.request(REQUEST, never), origin.request(REQUEST, never)]);
    expect(results.map((result) => !result.ok && result.failure.kind)).toEqual(["timeout", "timeout"]);
    for (const { timings } of results) expect(timings.totalMs).toBeLessThan(2 * TIMEOUT_MS);
  });

  it("end with close, which waits for what is in flight", async () => {
    receiver.behaveOnce(behave.answer({ delayMs: 50 }));
    const origin = open(receiver.url());
    const inFlight = origin.request(REQUEST, never);
    await origin.close();
    expect(await inFlight).toMatchObject({ ok: true });
    expect(await origin.request(REQUEST, never)).toMatchObject({ failure: { kind: "interrupted" } });
  });

  it("come back after the consumer was down", async () => {
    const flaky = await startReceiver();
    const origin = open(flaky.url());
    expect(await origin.request(REQUEST, never)).toMatchObject({ ok: true });
    await flaky.stop();
    expect(await origin.request(REQUEST, never)).toMatchObject({ ok: false });
    await flaky.restart();
    expect(await origin.request(REQUEST, never)).toMatchObject({ ok: true });
    await flaky.stop();
  });
});

describe("Responses", () => {
  it("are read to the cap; what is a little larger keeps the connection", async () => {
    receiver.behaveOnce(behave.hugeBody(CAP_BYTES + 10));
    const origin = open(receiver.url());
    const before = receiver.connectionCount;
    const result = await origin.request(REQUEST, never);
    expect(result).toMatchObject({ ok: true, response: { isTruncated: true } });
    expect(result.response?.body).toHaveLength(CAP_BYTES);
    await origin.request(REQUEST, never);
    expect(receiver.connectionCount - before).toBe(1);
  });

  it("are cut when they are huge, without waiting for the end", async () => {
    receiver.behaveOnce(({ response }) => {
      response.writeHead(200);
      const fill = () => {
        while (!response.destroyed && response.write("x".repeat(65_536)));
      };
      response.on("drain", fill);
      fill();
    });
    const result = await post(receiver.url(), { timeoutMs: 5_000 });
    expect(result).toMatchObject({ ok: true, response: { statusCode: 200, isTruncated: true } });
    expect(result.timings.totalMs).toBeLessThan(2_000);
  });

  it("are not followed when they redirect", async () => {
    receiver.clear();
    receiver.behaveOnce(behave.redirect(receiver.url("/elsewhere")));
    expect(await post(receiver.url("/start"))).toMatchObject({ ok: true, response: { statusCode: 302 } });
    expect(receiver.requests.map((request) => request.url)).toEqual(["/start"]);
  });

  it("may be preceded by early hints", async () => {
    receiver.behaveOnce(behave.raw("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"));
    expect(await post(receiver.url())).toMatchObject({ ok: true, response: { statusCode: 200 } });
  });

  it("to a request whose header is not valid are none: that is our fault, and it says so", async () => {
    const result = await open(receiver.url()).request({ ...REQUEST, headers: { "bad name": "x" } }, never);
    expect(result).toMatchObject({ failure: { kind: "internal" } });
  });
});

it("gives up a TLS handshake that never ends", async () => {
  const sockets: Socket[] = [];
  const mute = createServer((socket) => void sockets.push(socket)).listen(0, "127.0.0.1");
  await new Promise((resolve) => mute.once("listening", resolve));
  const { port } = mute.address() as { port: number };
  const result = await post(`https://127.0.0.1:${port}/`);
  expect(result).toMatchObject({
    failure: { kind: "timeout" },
    timings: { connectMs: expect.any(Number), tlsMs: null },
  });
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => mute.close(resolve));
});
